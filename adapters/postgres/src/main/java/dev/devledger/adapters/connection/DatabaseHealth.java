package dev.devledger.adapters.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of PostgreSQL. If the pool has no free connection, the check opens one outside the pool: a busy
 * node must not be taken out of service.
 *
 * @param unreadable the number of unreadable values found lately
 */
public record DatabaseHealth(HikariDataSource pool, IntSupplier unreadable) implements HealthIndicator {
    private static final int SECONDS = 2;

    @Override
    public Health health() {
        try (Connection connection = connect()) {
            return connection.isValid(SECONDS)
                    ? Health.up().withDetails(details()).build()
                    : Health.down()
                            .withDetail("message", "PostgreSQL does not answer.")
                            .build();
        } catch (SQLException away) {
            return Health.down(away).build();
        }
    }

    /**
     * Returns the number of unreadable values, if any. The database counts as healthy all the same; the log and the
     * ledger's page name the values.
     */
    private Map<String, Object> details() {
        int count = unreadable.getAsInt();
        return count == 0 ? Map.of() : Map.of("unreadableValues", count);
    }

    private Connection connect() throws SQLException {
        if (isFull()) {
            return pool.getDataSource().getConnection();
        }
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) { // the pool became full
            return pool.getDataSource().getConnection();
        }
    }

    private boolean isFull() {
        return pool.isRunning()
                && pool.getHikariPoolMXBean().getIdleConnections() == 0
                && pool.getHikariPoolMXBean().getTotalConnections() >= pool.getMaximumPoolSize();
    }
}
