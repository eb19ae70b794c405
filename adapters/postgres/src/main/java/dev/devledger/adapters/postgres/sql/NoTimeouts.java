package dev.devledger.adapters.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lifts a connection's time limits for work that takes long by its nature. The limit on waits for locks stays: the work
 * may take long, but not wait for long.
 */
public final class NoTimeouts {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** The driver's limit, above the server's, so that the server's error, which names the cause, comes first. */
    private static final Duration ANSWER = LONGEST.plusMinutes(1);

    /** Lifts a limit, unless the user has set a longer one or none. */
    private static final String LIFT = """
            select set_config(name, '%d', true) from pg_settings
            where case when name in ('statement_timeout', 'idle_in_transaction_session_timeout')
              then cast(setting as bigint) between 1 and %1$d end
            """.formatted(LONGEST.toMillis());

    private NoTimeouts() {}

    /** Lifts the limits for the rest of the current transaction; the pool resets the connection. */
    public static void transaction() {
        // Copies the values, as work on a connection may bind further resources.
        List.copyOf(TransactionSynchronizationManager.getResourceMap().values()).stream()
                .filter(ConnectionHolder.class::isInstance)
                .forEach(holder -> lift(((ConnectionHolder) holder).getConnection()));
    }

    private static void lift(Connection connection) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute(NoTimeouts::waitForAnswers);
        jdbc.query(LIFT, row -> {});
    }

    private static boolean waitForAnswers(Connection connection) throws SQLException {
        int limit = connection.getNetworkTimeout();
        if (limit > 0 && limit < ANSWER.toMillis()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER.toMillis()));
        }
        return true;
    }
}
