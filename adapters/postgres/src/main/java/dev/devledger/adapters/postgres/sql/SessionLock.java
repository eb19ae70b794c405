package dev.devledger.adapters.postgres.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
}
