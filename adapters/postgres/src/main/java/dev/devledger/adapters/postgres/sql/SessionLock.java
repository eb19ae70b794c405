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

/** An advisory lock of a database session: it occupies a connection, but needs no transaction. */
public final class SessionLock implements AutoCloseable {

    private static final long PAUSE_NANOS = 50_000_000;
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    /** Null if another session has the lock. */
    private final @Nullable Connection connection;

    private final String name;

    private SessionLock(@Nullable Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Takes the lock without waiting: a waiting session would occupy a connection. */
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

    /** Waits for the lock, by repeated tries. */
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

    /** Takes the lock until the end of the current transaction; false if another session has it. */
    public static boolean tryTake(JdbcClient jdbc, String name) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Waits for the lock, and keeps it until the end of the current transaction. */
    public static void await(JdbcClient jdbc, String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query(Object.class)
                .optional();
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
     * Locks tables exclusively until the transaction ends, without ending another user's query. Between two tries all
     * locks are released, so a reader that has one of the tables and waits for another can continue.
     */
    public static final class ExclusiveLock {

        private static final Set<String> OTHERS_WERE_IN_THE_WAY = Set.of("55P03", "57014", "40P01");

        /**
         * The time limit of a try for all its tables together, so the limit applies to the statement, not to each lock.
         * The limit is well below the second after which PostgreSQL takes a wait for a deadlock and ends the query of a
         * waiting session, perhaps a reader's. The gate is closed during a try.
         */
        private static final String TRY = "75ms";

        /** A limit above that second: PostgreSQL cancels an automatic vacuum only after it. */
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

        /**
         * Locks the tables in the current transaction. If other sessions hold some of them, locks none and returns
         * false.
         */
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

        /** Makes automatic vacuums give way before a later try, in a transaction for which no other one waits. */
        public void pushVacuumAside(List<String> tables) {
            tables.stream().filter(this::isVacuumed).forEach(this::push);
        }

        /**
         * True if the table is being vacuumed. Reads and writes use other lock modes, so only sessions that a vacuum
         * blocks have to wait.
         */
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

        /**
         * Locks one table alone, and releases it at once: a session with no other lock cannot be part of a deadlock,
         * however long it waits.
         */
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
