package dev.devledger.adapters.sandbox.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema of one sandbox, separate from the ledger's tables, with its own migrations and transactions. */
public final class SandboxDatabase {
    private final String schema;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private SandboxDatabase(DataSource dataSource, String schema) {
        this.schema = schema;
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Migrates and opens a schema. The Flyway object is not a bean: with a Flyway bean Spring Boot would no longer
     * migrate the ledger.
     */
    public static SandboxDatabase migrated(DataSource dataSource, String schema) {
        Flyway.configure(SandboxDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(schema)
                .table(schema + "_schema_history")
                .locations("classpath:db/" + schema.replace('_', '-'))
                .load()
                .migrate();
        return new SandboxDatabase(dataSource, schema);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Returns a table's name with its schema. */
    public String table(String name) {
        return schema + "." + name;
    }

    public <T> SandboxTable<T> table(String name, RowMapper<T> row) {
        return new SandboxTable<>(this, table(name), row);
    }

    /** Runs a statement. Returns the number of changed rows. */
    public int run(String sql, @Nullable Object... values) {
        return jdbc.sql(sql).params(Arrays.asList(values)).update();
    }

    public <T> List<T> rows(RowMapper<T> row, String sql, @Nullable Object... values) {
        return jdbc.sql(sql).params(Arrays.asList(values)).query(row).list();
    }

    public long number(String sql, @Nullable Object... values) {
        return jdbc.sql(sql).params(Arrays.asList(values)).query(Long.class).single();
    }

    /** Makes a change, one at a time: the sandbox has few writers, and so there are no races. */
    public <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            number("select 1 from " + table("account") + " for update");
            return work.get();
        }));
    }

    public void change(Runnable work) {
        change(() -> {
            work.run();
            return true;
        });
    }

    /** Returns the next number for an id. No number is returned twice, not even after a reset. */
    public long nextId() {
        return next("ids");
    }

    public long next(String sequence) {
        return number("select nextval('" + table(sequence) + "')");
    }

    /** A table of a sandbox. A condition may be followed by an order and a limit. */
    public record SandboxTable<T>(SandboxDatabase database, String name, RowMapper<T> row) {
        public List<T> where(String condition, @Nullable Object... values) {
            return database.rows(row, "select * from " + name + " where " + condition, values);
        }

        /** Finds the row; of several the first one. */
        public Optional<T> one(String condition, @Nullable Object... values) {
            return where(condition, values).stream().findFirst();
        }

        public long count(String condition, @Nullable Object... values) {
            return number("count(*)", condition, values);
        }

        /** @param what the aggregate, such as {@code max(sort_order)} */
        public long number(String what, String condition, @Nullable Object... values) {
            return database.number("select coalesce(" + what + ", 0) from " + name + " where " + condition, values);
        }

        /** @param change the assignments and the condition, as in {@code deleted = true where id = ?} */
        public int set(String change, @Nullable Object... values) {
            return database.run("update " + name + " set " + change, values);
        }

        public int delete(String condition, @Nullable Object... values) {
            return database.run("delete from " + name + " where " + condition, values);
        }

        /** @param columns the names, such as {@code id, body} */
        public void insert(String columns, @Nullable Object... values) {
            into(columns, "", values);
        }

        /** Inserts a row, or updates the existing one with the same key, which is the first column. */
        public void put(String columns, @Nullable Object... values) {
            List<String> names = List.of(columns.split(", ", -1));
            String changes =
                    names.stream().map(each -> each + " = excluded." + each).collect(Collectors.joining(", "));
            into(columns, " on conflict (" + names.getFirst() + ") do update set " + changes, values);
        }

        private void into(String columns, String conflict, @Nullable Object... values) {
            String marks = "?" + ", ?".repeat(values.length - 1);
            database.run("insert into " + name + " (" + columns + ") values (" + marks + ")" + conflict, values);
        }
    }

    /** A row that is stored as JSON. */
    public interface Document {
        ObjectNode body();

        default String text(String field) {
            return body().path(field).asString("");
        }

        /** Reads a field; empty if it is missing or null. */
        default Optional<String> optional(String field) {
            JsonNode value = body().path(field);
            return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
        }

        default boolean is(String field) {
            return body().path(field).asBoolean(false);
        }

        /** Reads a field; 0 if it is missing. */
        default long number(String field) {
            return body().path(field).asLong(0);
        }
    }
}
