package dev.devledger.adapters.connection;

import dev.devledger.application.ledger.StoreOutage.LostCommits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.TransactionDefinition;

/**
 * Transactions that may write are so many at a time that connections are left for whoever reads, since a writer may have to
 * wait for another one with its connection in hand. A transaction within another one goes in with it: it must not wait for
 * the one that waits for it.
 */
public final class BoundedTransactions extends ResolvedCommits {
    private static final long serialVersionUID = 1L;

    /** Of each transaction of this thread, the innermost first, whether it has a permit of its own. */
    private static final ThreadLocal<Deque<Boolean>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final transient Semaphore permits;
    private final Duration patience;

    /** @param connections how many the pool has */
    public BoundedTransactions(DataSource database, LostCommits lost, int connections, Duration patience) {
        super(database, lost);
        this.permits = new Semaphore(writers(connections), true);
        this.patience = patience;
    }

    /** Three eighths are left, of which long requests with an idempotency key take some beside their transactions. */
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
