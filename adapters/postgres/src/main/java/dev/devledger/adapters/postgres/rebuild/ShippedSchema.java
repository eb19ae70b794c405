package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.rebuild.Catalog.Item;
import dev.devledger.adapters.postgres.sql.SessionLock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The ledger's tables and functions as this version ships them: its migrations make them in a schema of their own,
 * which is dropped once its catalog is read.
 */
public final class ShippedSchema {

    private final DataSource dataSource;
    private @Nullable Map<String, Item> items;

    public ShippedSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns the objects by name; the schema is made on the first call only. */
    public synchronized Map<String, Item> items() {
        Map<String, Item> made = items == null ? make() : items;
        items = made;
        return made;
    }

    private Map<String, Item> make() {
        try (ScratchSchema scratch = ScratchSchema.create(dataSource)) {
            Plain plain = new Plain(dataSource);
            Flyway.configure().dataSource(plain).schemas(scratch.name()).load().migrate();
            try (Connection connection = plain.getConnection()) {
                return Map.copyOf(Catalog.of(connection, scratch.name(), scratch.name()));
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("the shipped schema", null, e);
        }
    }

    /**
     * Connections without the search path of the role or database, which could put foreign functions in place of the
     * shipped ones.
     */
    private static final class Plain extends DelegatingDataSource {

        Plain(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            run(connection, "set search_path = pg_catalog");
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close") && !connection.isClosed()) {
                            run(connection, "reset search_path");
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private static void run(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /**
     * A schema of one run, named {@code verify_<8 hexadecimal digits>}. The run's session holds a lock of that name: a
     * schema without the lock was left by a killed run.
     *
     * @param name a name that needs no quotes
     */
    record ScratchSchema(JdbcClient jdbc, String name, SessionLock lock) implements AutoCloseable {

        /** Makes the schema, and drops the schemas of killed runs. */
        static ScratchSchema create(DataSource dataSource) {
            JdbcClient jdbc = JdbcClient.create(dataSource);
            jdbc.sql("select nspname from pg_namespace where nspname ~ '^verify_[0-9a-f]{8}$'")
                    .query(String.class)
                    .list()
                    .forEach(left -> dropWhereNobodyHasIt(dataSource, jdbc, left));
            String name = "verify_%08x".formatted(ThreadLocalRandom.current().nextInt());
            SessionLock lock = SessionLock.tryTake(dataSource, name);
            boolean made = false;
            try {
                jdbc.sql("create schema " + name).update();
                made = true;
                return new ScratchSchema(jdbc, name, lock);
            } finally {
                if (!made) {
                    lock.close();
                }
            }
        }

        private static void dropWhereNobodyHasIt(DataSource dataSource, JdbcClient jdbc, String schema) {
            try (SessionLock lock = SessionLock.tryTake(dataSource, schema)) {
                if (lock.held()) {
                    drop(jdbc, schema);
                }
            }
        }

        private static void drop(JdbcClient jdbc, String schema) {
            jdbc.sql("drop schema if exists " + schema + " cascade").update();
        }

        @Override
        public void close() {
            try (lock) {
                drop(jdbc, name);
            }
        }
    }
}
