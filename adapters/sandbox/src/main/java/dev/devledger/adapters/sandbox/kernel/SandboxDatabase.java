package dev.devledger.adapters.sandbox.kernel;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema of one sandbox: apart from the ledger's tables, with migrations and transactions of its own. */
public final class SandboxDatabase {
    private final String schema;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private SandboxDatabase(DataSource dataSource, String schema) {
        this.schema = schema;
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Not a Flyway bean: one such bean and Spring Boot would no longer migrate the ledger. */
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

    /** A table of this sandbox. */
    public String table(String name) {
        return schema + "." + name;
    }

    /** One change at a time: the sandbox has few writers, and this leaves no races to think of. */
    public <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select 1 from " + table("account") + " for update")
                    .query(Integer.class)
                    .single();
            return work.get();
        }));
    }

    public void change(Runnable work) {
        change(() -> {
            work.run();
            return true;
        });
    }

    /** The next number for an id; never given twice, not even after a reset. */
    public long nextId() {
        return next("ids");
    }

    public long next(String sequence) {
        return jdbc.sql("select nextval('" + table(sequence) + "')")
                .query(Long.class)
                .single();
    }
}
