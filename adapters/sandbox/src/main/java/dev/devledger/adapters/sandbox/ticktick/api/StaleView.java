package dev.devledger.adapters.sandbox.ticktick.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Everything as it was at one moment: a database transaction that is kept open and sees nothing newer. */
public final class StaleView {
    private final DataSource dataSource;
    private @Nullable Connection snapshot;

    public StaleView(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public interface Reading {
        void run() throws ServletException, IOException;
    }

    public synchronized void keep() {
        drop();
        try {
            Connection connection = dataSource.getConnection();
            snapshot = connection;
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            // Only the first statement takes the snapshot.
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
        } catch (SQLException failed) {
            drop();
            throw new IllegalStateException("No snapshot for stale reads", failed);
        }
    }

    public synchronized void during(Reading reading) throws ServletException, IOException {
        Connection connection = snapshot;
        if (connection == null) {
            reading.run();
            return;
        }
        TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
        try {
            reading.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(dataSource);
        }
    }

    public synchronized void drop() {
        Connection connection = snapshot;
        snapshot = null;
        if (connection == null) return;
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException lost) {
            // The pool throws a broken connection away; the snapshot is gone either way.
        }
    }
}
