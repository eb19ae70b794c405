package dev.devledger.adapters.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Breaks the connection of a transaction from another thread: whoever waits in it for an answer that does not come is told
 * that it is gone. At the end of the transaction the connection is somebody else's.
 */
public final class InterruptedTransaction implements TransactionSynchronization {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedTransaction.class);

    private final Connection connection;
    private boolean over;

    private InterruptedTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Of the transaction at hand. */
    public static InterruptedTransaction of(DataSource database) {
        Connection connection = DataSourceUtils.getConnection(database);
        DataSourceUtils.releaseConnection(connection, database);
        InterruptedTransaction breaking = new InterruptedTransaction(connection);
        TransactionSynchronizationManager.registerSynchronization(breaking);
        return breaking;
    }

    public synchronized void now() {
        if (over) {
            return;
        }
        LOG.warn("The database did not answer in time; this connection is closed");
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("The connection could not be closed", e);
        }
    }

    @Override
    public synchronized void afterCompletion(int status) {
        over = true;
    }
}
