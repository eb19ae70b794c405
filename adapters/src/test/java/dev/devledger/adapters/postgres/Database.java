package dev.devledger.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database for one test class, copied from one that was migrated once. */
final class Database implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final DataSource dataSource;
    final JdbcTransactionManager transactions;
    final SpringTransactionManager axonTransactions;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;
    private final HikariDataSource pool;
    private final String name;
    private final AtomicLong statements = new AtomicLong();

    static Database create() {
        String name = "t" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Server.administer("create database " + name + " template " + Server.template());
        return new Database(name);
    }

    private Database(String name) {
        this.name = name;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.url(name));
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        pool = new HikariDataSource(config);
        dataSource = new Counting(pool, statements);
        transactions = new JdbcTransactionManager(dataSource);
        axonTransactions = new SpringTransactionManager(transactions);
        transaction = new TransactionTemplate(transactions);
        jdbc = JdbcClient.create(dataSource);
    }

    /** How many statements the work prepares. */
    long statements(Runnable work) {
        long before = statements.get();
        work.run();
        return statements.get() - before;
    }

    void truncate() {
        jdbc.sql(
                        "select 'truncate ' || string_agg(format('%I', tablename), ', ') from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'")
                .query(String.class)
                .list()
                .forEach(sql -> jdbc.sql(sql).update());
    }

    @Override
    public void close() {
        pool.close();
        Server.administer("drop database " + name + " with (force)");
    }

    private static final class Counting extends DelegatingDataSource {

        private final AtomicLong statements;

        Counting(DataSource target, AtomicLong statements) {
            super(target);
            this.statements = statements;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("prepare")) {
                            statements.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (java.lang.reflect.InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** The server: one given by {@code devledger.test.database}, or the product's own. */
    private static final class Server {

        private static final String GIVEN = System.getProperty("devledger.test.database", "");
        private static final String TEMPLATE =
                "template" + ProcessHandle.current().pid();
        private static boolean migrated;

        static synchronized String template() {
            if (!migrated) {
                administer("create database " + TEMPLATE);
                Flyway.configure().dataSource(url(TEMPLATE), null, null).load().migrate();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> administer("drop database " + TEMPLATE)));
                migrated = true;
            }
            return TEMPLATE;
        }

        static String url(String database) {
            return GIVEN.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
        }

        static void administer(String sql) {
            try (Connection connection = DriverManager.getConnection(url("postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
