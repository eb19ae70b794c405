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
 * Lifts the limits that a connection has for work that takes long by its nature. Locks are waited for as long as ever: only
 * who works may take time.
 */
public final class Unhurried {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** The driver waits longer than the server works, so that the server says what was too long. */
    private static final Duration ANSWER = LONGEST.plusMinutes(1);

    /** Where the user allows more already, or sets no limit, that stays. */
    private static final String LIFT = """
            select set_config(name, '%d', true) from pg_settings
            where case when name in ('statement_timeout', 'idle_in_transaction_session_timeout')
              then cast(setting as bigint) between 1 and %1$d end
            """.formatted(LONGEST.toMillis());

    private Unhurried() {}

    /** For the rest of the transaction at hand; the pool takes its connection back as it was. */
    public static void transaction() {
        // A copy, as what is done on a connection is bound as well.
        List.copyOf(TransactionSynchronizationManager.getResourceMap().values()).stream()
                .filter(ConnectionHolder.class::isInstance)
                .forEach(holder -> lift(((ConnectionHolder) holder).getConnection()));
    }

    private static void lift(Connection connection) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute(Unhurried::waitForAnswers);
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
