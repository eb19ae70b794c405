package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many rows of one table in few statements, by PostgreSQL's COPY, in the transaction at hand. */
public final class BulkRows<R> {
    private static final String UNIQUE_VIOLATION = "23505";

    private record Column<R>(String name, Function<R, @Nullable Object> value) {}

    private final String table;
    private final String keys;
    private final List<Column<R>> columns = new ArrayList<>();

    /** {@code keys} tell its rows apart, such as {@code id, position}. */
    public BulkRows(String table, String keys) {
        this.table = table;
        this.keys = keys;
    }

    /** With one more column, and what a row has in it, of the type that {@link TableCopy} asks for. */
    public BulkRows<R> column(String name, Function<R, @Nullable Object> value) {
        columns.add(new Column<>(name, value));
        return this;
    }

    public BulkRows<R> text(String name, Function<R, @Nullable String> value) {
        return column(name, row -> Texts.storableOrNull(value.apply(row)));
    }

    /** Rows that are new, most likely; one that is there already becomes this one. */
    public void add(DataSource database, Collection<R> rows) {
        add(database, rows, notKeys());
    }

    /** As {@link #add(DataSource, Collection)}; of a row that is there already only these columns change. */
    void add(DataSource database, Collection<R> rows, List<String> overwritten) {
        if (!addNew(database, rows)) {
            inConnection(database, rows, connection -> merged(connection, rows, overwritten));
        }
    }

    /** False, and none is added, where one of them is there already. */
    public boolean addNew(DataSource database, Collection<R> rows) {
        return inConnection(database, rows, connection -> {
            Savepoint before = connection.setSavepoint();
            try {
                copy(connection, table, rows);
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        });
    }

    /** Rows of which most are there already: they become these. */
    void put(DataSource database, Collection<R> rows) {
        inConnection(database, rows, connection -> merged(connection, rows, notKeys()));
    }

    private boolean inConnection(DataSource database, Collection<R> rows, ConnectionCallback<Boolean> work) {
        return rows.isEmpty() || Boolean.TRUE.equals(new JdbcTemplate(database).execute(work));
    }

    private boolean merged(Connection connection, Collection<R> rows, List<String> overwritten) throws SQLException {
        run(
                connection,
                "create temp table incoming on commit drop as select %s from %s with no data"
                        .formatted(names(), table));
        copy(connection, "incoming", rows);
        String set =
                overwritten.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        run(
                connection,
                "insert into %1$s (%2$s) select %2$s from incoming on conflict (%3$s) do update set %4$s"
                        .formatted(table, names(), keys, set));
        run(connection, "drop table incoming");
        return true;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void copy(Connection connection, String into, Collection<R> rows) throws SQLException {
        try (TableCopy copy = TableCopy.into(connection, into, names())) {
            for (R row : rows) {
                copy.row(columns.stream()
                        .map(column -> column.value().apply(row))
                        .toArray());
            }
            copy.finish();
        }
    }

    private List<String> notKeys() {
        List<String> of = List.of(keys.split(", "));
        return columns.stream()
                .map(Column::name)
                .filter(name -> !of.contains(name))
                .toList();
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
