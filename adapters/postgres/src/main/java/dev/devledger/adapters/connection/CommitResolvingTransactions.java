package dev.devledger.adapters.connection;

import dev.devledger.application.ledger.Ledger.StoreOutage.LostCommits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Resolves commits whose answer was lost: such a transaction may be committed all the same. Before an error is thrown,
 * the outcome is looked up; if the transaction is committed, the caller sees a normal commit.
 */
public class CommitResolvingTransactions extends JdbcTransactionManager {
    private static final Logger LOG = LoggerFactory.getLogger(CommitResolvingTransactions.class);
    private static final long serialVersionUID = 1L;

    private final transient DataSource database;
    private final transient LostCommits lost;

    public CommitResolvingTransactions(DataSource database, LostCommits lost) {
        super(database);
        this.database = database;
        this.lost = lost;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            super.doCommit(status);
        } catch (RuntimeException failure) {
            abandon();
            if (status.isReadOnly()) {
                throw failure;
            }
            lost.resolve(failure);
        }
    }

    /** Discards the connection: even resetting it could commit the transaction that may still be open on it. */
    private void abandon() {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A broken connection could not be closed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /**
     * Ignores a rollback that fails on a closed connection: the transaction ended with the connection, and the caller
     * should see the original error.
     */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (RuntimeException failure) {
            if (!isClosed()) {
                throw failure;
            }
            LOG.debug("There was no connection left to roll back on", failure);
        }
    }

    private boolean isClosed() {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /**
     * Limits the number of concurrent write transactions, so that connections are left for readers: a writer may wait
     * for another writer while it holds its connection. A nested transaction needs no permit, as it must not wait for
     * its outer transaction.
     */
    public static final class BoundedTransactions extends CommitResolvingTransactions {
        private static final long serialVersionUID = 1L;

        /** The open transactions of this thread, the innermost first; true for a transaction that holds a permit. */
        private static final ThreadLocal<Deque<Boolean>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

        private final transient Semaphore permits;
        private final Duration patience;

        /** @param connections the size of the pool */
        public BoundedTransactions(DataSource database, LostCommits lost, int connections, Duration patience) {
            super(database, lost);
            this.permits = new Semaphore(writers(connections), true);
            this.patience = patience;
        }

        /**
         * Returns the number of permits, five eighths of the pool. Readers use the other connections; so do long
         * requests with an idempotency key, beside their transactions.
         */
        static int writers(int connections) {
            return Math.max(1, connections * 5 / 8);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            boolean permit = !definition.isReadOnly() && !OPEN.get().contains(true);
            if (permit) {
                acquire();
            }
            boolean begun = false;
            try {
                super.doBegin(transaction, definition);
                OPEN.get().push(permit);
                begun = true;
            } finally {
                if (permit && !begun) {
                    permits.release();
                }
            }
        }

        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            try {
                super.doCleanupAfterCompletion(transaction);
            } finally {
                if (OPEN.get().pop()) {
                    permits.release();
                }
                if (OPEN.get().isEmpty()) {
                    OPEN.remove();
                }
            }
        }

        private void acquire() {
            boolean acquired = false;
            try {
                acquired = permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!acquired) {
                throw new CannotAcquireLockException("The limit of waiting writes is reached");
            }
        }
    }
}
