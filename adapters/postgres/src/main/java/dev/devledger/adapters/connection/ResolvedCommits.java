package dev.devledger.adapters.connection;

import dev.devledger.application.ledger.StoreOutage.LostCommits;
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
 * Resolves commits whose answer is lost: such a transaction may be committed. A check precedes the error, and if the
 * transaction is committed, it ends as if the answer had come.
 */
public class ResolvedCommits extends JdbcTransactionManager {
    private static final Logger LOG = LoggerFactory.getLogger(ResolvedCommits.class);
    private static final long serialVersionUID = 1L;

    private final transient DataSource database;
    private final transient LostCommits lost;

    public ResolvedCommits(DataSource database, LostCommits lost) {
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

    /** Discards the connection. Even a reset could commit what is still open in it. */
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

    /** The transaction ends with its connection; the caller should see the original error. */
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
     * for another one while it holds its connection. A nested transaction needs no permit: it must not wait for its
     * outer one.
     */
    public static final class BoundedTransactions extends ResolvedCommits {
        private static final long serialVersionUID = 1L;

        /** The open transactions of this thread, the innermost first: true if it has a permit of its own. */
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
         * Leaves three eighths of the pool; long requests with an idempotency key take some of these beside their
         * transactions.
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
