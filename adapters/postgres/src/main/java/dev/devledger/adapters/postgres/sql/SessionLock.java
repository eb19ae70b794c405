package dev.devledger.adapters.postgres.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** An advisory lock of a database session: it needs a connection of its own, but no transaction. */
public final class SessionLock implements AutoCloseable {

    private static final long PAUSE_NANOS = 50_000_000;
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    /** Null where another has the lock. */
    private final @Nullable Connection connection;

    private final String name;

    private SessionLock(@Nullable Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Does not wait: a waiting session would keep a connection from others. */
    public static SessionLock tryTake(DataSource dataSource, String name) {
        Connection connection = null;
        boolean held = false;
        try {
            connection = connect(dataSource);
            held = call(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name);
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            if (!held) {
                JdbcUtils.closeConnection(connection);
            }
        }
        return new SessionLock(held ? connection : null, name);
    }

    /** Waits, in tries. */
    public static SessionLock take(DataSource dataSource, String name) {
        while (true) {
            SessionLock lock = tryTake(dataSource, name);
            if (lock.held()) {
                return lock;
            }
            pause();
        }
    }

    private static Connection connect(DataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("The database gives no connection", e);
        }
    }

    /** Keeps it to the end of the transaction at hand; false where a session has it. */
    public static boolean tryTake(JdbcClient jdbc, String name) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    public static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    public boolean held() {
        return connection != null;
    }

    @Override
    public void close() {
        if (connection != null) {
            try (connection) {
                call(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
            } catch (SQLException e) {
                throw translated(e);
            }
        }
    }

    private static boolean call(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static DataAccessException translated(SQLException e) {
        DataAccessException known = TRANSLATOR.translate("advisory lock", null, e);
        return known == null ? new UncategorizedSQLException("advisory lock", null, e) : known;
    }

    /**
     * Takes tables away from everybody else until the transaction ends, without ever ending somebody's query: a reader that
     * has one table and waits for another, which is locked here, goes on between two tries.
     */
    public static final class ExclusiveLock {

        private static final Set<String> OTHERS_WERE_IN_THE_WAY = Set.of("55P03", "57014", "40P01");

        /**
         * For all tables of a try together, hence the time of the statement and not of each lock: well below the second
         * after which PostgreSQL takes a wait for a deadlock and ends the query of whoever waits, be it the reader. The gate is
         * closed meanwhile.
         */
        private static final String TRY = "75ms";

        /** Above that second: only then PostgreSQL makes an automatic vacuum give way. */
        private static final String PAST_VACUUM = "1500ms";

        private static final int ATTEMPTS = 2;

        private final JdbcClient jdbc;
        private final TransactionTemplate nested;
        private final TransactionTemplate own;

        public ExclusiveLock(JdbcClient jdbc, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            nested = new TransactionTemplate(transactions);
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            own = new TransactionTemplate(transactions);
            own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }

        /** In the transaction at hand. False where others are in the way, and have nothing of it. */
        public boolean take(List<String> tables) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    nested.executeWithoutResult(savepoint -> lockAll(tables));
                    return true;
                } catch (DataAccessException e) {
                    if (!othersWereInTheWay(e)) {
                        throw e;
                    }
                }
            }
            return false;
        }

        /** For a later try, in a transaction of its own in which nobody waits for us. */
        public void pushVacuumAside(List<String> tables) {
            tables.stream().filter(this::isVacuumed).forEach(this::push);
        }

        /** Reads and writes have other modes, so this makes nobody else wait than who is behind a vacuum. */
        private boolean isVacuumed(String table) {
            return jdbc.sql("""
                        select exists (
                          select from pg_locks where relation = to_regclass(:table) and mode = 'ShareUpdateExclusiveLock'
                            and granted)
                        """).param("table", table).query(Boolean.class).single();
        }

        private void lockAll(List<String> tables) {
            run("set local statement_timeout = '" + TRY + "'");
            run("lock table " + String.join(", ", tables) + " in access exclusive mode");
            run("set local statement_timeout to default");
        }

        /** One table alone, and given back at once: who holds nothing can wait long and be in no deadlock. */
        private void push(String table) {
            try {
                own.executeWithoutResult(status -> {
                    run("set local lock_timeout = '" + PAST_VACUUM + "'");
                    run("lock table " + table + " in access exclusive mode");
                });
            } catch (DataAccessException e) {
                if (!othersWereInTheWay(e)) {
                    throw e;
                }
            }
        }

        private static boolean othersWereInTheWay(DataAccessException e) {
            return e.getMostSpecificCause() instanceof SQLException cause
                    && OTHERS_WERE_IN_THE_WAY.contains(cause.getSQLState());
        }

        private void run(String sql) {
            jdbc.sql(sql).update();
        }
    }
}
