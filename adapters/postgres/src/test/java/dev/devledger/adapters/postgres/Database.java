package dev.devledger.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.row.RowWrites;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The migrated database that all tests of this package use one after the other; each class finds it empty. It is the one
 * given by {@code -Ddevledger.test.database=<JDBC URL>}, which is emptied, or else the product's own, started once. As an
 * extension of a class it is closed behind its last test.
 */
public final class Database implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    public final DataSource dataSource;
    public final JdbcTransactionManager transactions;
    public final SpringTransactionManager axonTransactions;
    public final TransactionTemplate transaction;
    public final JdbcClient jdbc;
    public final RowWrites rows;
    final ShippedSchema shipped;
    private final HikariDataSource pool;
    private final boolean beforeEach;
    private final AtomicLong statements = new AtomicLong();

    public static Database create() {
        return new Database(Server.config(), false);
    }

    /** That each test finds empty. */
    public static Database emptied() {
        return new Database(Server.config(), true);
    }

    private Database(HikariConfig config, boolean beforeEach) {
        this.beforeEach = beforeEach;
        pool = new HikariDataSource(config);
        dataSource = new Counting(pool, statements);
        transactions = new JdbcTransactionManager(dataSource);
        axonTransactions = new SpringTransactionManager(transactions);
        transaction = new TransactionTemplate(transactions);
        jdbc = JdbcClient.create(dataSource);
        rows = new RowWrites(dataSource);
        shipped = new ShippedSchema(dataSource);
        if (!beforeEach) {
            truncate(); // a class that is emptied before each test may be loaded within a test of another class
        }
    }

    /** How many statements the work prepares, and COPYs it begins. */
    public long statements(Runnable work) {
        long before = statements.get();
        work.run();
        return statements.get() - before;
    }

    /** To truncate a table is to make its files and those of its indexes anew, so that empty ones are left as they are. */
    public void truncate() {
        List<String> filled = jdbc.sql("""
                        select format('%I', relname) from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind = 'r'
                          and relname <> 'flyway_schema_history' and pg_relation_size(oid) > 0
                        """).query(String.class).list();
        if (!filled.isEmpty()) {
            jdbc.sql("truncate " + String.join(", ", filled) + " cascade").update();
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        if (beforeEach) {
            truncate();
        }
    }

    /** Not behind those of a nested class: the others go on. */
    @Override
    public void afterAll(ExtensionContext tests) {
        if (tests.getEnclosingTestClasses().isEmpty()) {
            close();
        }
    }

    @Override
    public void close() {
        pool.close();
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
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> call(connection, method, arguments));
        }

        private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
            if (method.getName().startsWith("prepare") || method.getName().equals("unwrap")) {
                statements.incrementAndGet();
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private static final class Server {

        private static final String GIVEN = System.getProperty("devledger.test.database", "");
        private static final HikariConfig CONFIG = GIVEN.isEmpty() ? embedded() : config(GIVEN);

        static {
            Flyway.configure()
                    .dataSource(CONFIG.getJdbcUrl(), CONFIG.getUsername(), CONFIG.getPassword())
                    .load()
                    .migrate();
        }

        static HikariConfig config() {
            HikariConfig config = new HikariConfig();
            CONFIG.copyStateTo(config);
            return config;
        }

        private static HikariConfig config(String url) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(16);
            config.setMinimumIdle(0);
            // tests need not survive a power cut; and no connection of the product compiles statements
            config.setConnectionInitSql("set synchronous_commit = off; set jit = off");
            return config;
        }

        private static HikariConfig embedded() {
            Path folder = Path.of(
                            "target",
                            "postgres-tests",
                            String.valueOf(ProcessHandle.current().pid()))
                    .toAbsolutePath();
            EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(folder)
                    .withBinaries(Path.of("target", "postgres-binaries").toAbsolutePath()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            HikariConfig config = config(database.jdbcUrl());
            config.setUsername(database.username());
            config.setPassword(database.password());
            return config;
        }
    }
}
