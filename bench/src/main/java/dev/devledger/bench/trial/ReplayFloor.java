package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Disk.Folder;
import dev.devledger.bench.measure.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The least that a replay could take: all events go to a client in their order, all rows that came of them come back by
 * {@code copy} into empty tables with the same keys, the other indexes are made at the end, and it is committed once.
 */
final class ReplayFloor {
    private static final List<String> TABLES = List.of(
            "dev_projects",
            "project_versions",
            "tasks",
            "task_versions",
            "notes",
            "claims",
            "claim_versions",
            "people",
            "person_versions",
            "customers",
            "customer_versions",
            "services",
            "service_versions",
            "time_entries",
            "time_entry_versions",
            "worked_time",
            "history",
            "sync_links",
            "sync_given_up",
            "sync_former_object",
            "sync_foreign_object",
            "sync_delete",
            "sync_conflicts",
            "sync_notes",
            "sync_entry_links");
    private static final String SCHEMA = "bench_floor";
    private static final int FETCH = 10_000;

    /** In seconds. */
    record Times(double select, double copy, double index) {
        double all() {
            return select + copy + index;
        }

        @Override
        public String toString() {
            return "select %s s, copy %s s, index %s s".formatted(Figure.of(select), Figure.of(copy), Figure.of(index));
        }
    }

    private final Server server;
    private final Database database;
    private final Path folder = Path.of("bench", "target", "rows");

    ReplayFloor(Server server) {
        this.server = server;
        this.database = new Database(server);
    }

    /** Keeps the rows that a replay has made, for {@link #measure} to copy in. */
    void prepare() {
        Folder.delete(folder);
        try (Connection connection = server.connect()) {
            Files.createDirectories(folder);
            for (String table : TABLES) {
                try (OutputStream file = Files.newOutputStream(file(table))) {
                    copies(connection)
                            .copyOut("copy %s (%s) to stdout (format binary)".formatted(table, columns(table)), file);
                }
            }
        } catch (SQLException e) {
            throw Database.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Times measure() {
        database.execute("drop schema if exists " + SCHEMA + " cascade");
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            select(connection);
            long selected = System.nanoTime();
            createTables(connection);
            for (String table : TABLES) {
                copy(connection, table);
            }
            long copied = System.nanoTime();
            for (String table : TABLES) {
                index(connection, table);
            }
            connection.commit();
            long end = System.nanoTime();
            return new Times((selected - begun) / 1e9, (copied - selected) / 1e9, (end - copied) / 1e9);
        } catch (SQLException e) {
            throw Database.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        database.execute("drop schema if exists " + SCHEMA + " cascade");
        Folder.delete(folder);
    }

    /** Each column of each row is taken from the wire, as a client has to that does something with it. */
    private static void select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery("select * from event order by position")) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        rows.getObject(column);
                    }
                }
            }
        }
    }

    private void createTables(Connection connection) throws SQLException {
        run(connection, "create schema " + SCHEMA);
        for (String table : TABLES) {
            run(
                    connection,
                    "create table %1$s.%2$s (like %2$s including all excluding indexes)".formatted(SCHEMA, table));
            for (String key : database.texts("""
                    select format('alter table %%I.%%I add constraint %%I %%s', '%s', relname, conname,
                      pg_get_constraintdef(c.oid))
                    from pg_constraint c join pg_class on pg_class.oid = conrelid
                    where conrelid = to_regclass('%s') and contype in ('p', 'u')""".formatted(SCHEMA, table))) {
                run(connection, key);
            }
        }
    }

    private void copy(Connection connection, String table) throws SQLException, IOException {
        try (InputStream file = Files.newInputStream(file(table))) {
            copies(connection)
                    .copyIn(
                            "copy %s.%s (%s) from stdin (format binary)".formatted(SCHEMA, table, columns(table)),
                            file);
        }
    }

    private void index(Connection connection, String table) throws SQLException {
        for (String index : database.texts("""
                select replace(pg_get_indexdef(indexrelid), ' ON public.', ' ON %s.')
                from pg_index where indrelid = to_regclass('%s')
                  and not exists (select from pg_constraint where conindid = indexrelid)""".formatted(SCHEMA, table))) {
            run(connection, index);
        }
    }

    /** Those that are given; the others come of them. */
    private String columns(String table) {
        return database.text("""
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                where attrelid = to_regclass('%s') and attnum > 0 and not attisdropped and attgenerated = ''""".formatted(table));
    }

    private Path file(String table) {
        return folder.resolve(table);
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
