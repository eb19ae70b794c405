package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keys that were taken from their sequence and that nothing has got: they were taken for new tasks that came together, or by
 * a transaction that was rolled back. What is new next on this node gets them, the lowest first.
 *
 * <p>Some keys stay unused all the same: those that are spare where Devledger ends; those of a transaction of which nobody
 * knows how it ended, or that met a key which was there already; those of an import that breaks off while it stores; and up
 * to 32 where PostgreSQL crashes.
 */
public final class SpareKeys {

    /**
     * So many more, one in each row, where one of these projects is there: a request that is not about anything uses up no
     * key, and there are none spare in a ledger that has nothing.
     */
    static final String TAKE = """
            select nextval('task_key') as number from generate_series(1, ?)
            where exists (select from dev_projects where id = any(?) or key_number = any(?))
            """;

    private final Queue<Long> keys = new PriorityBlockingQueue<>();
    private final TransactionBound<Taken> taken = new TransactionBound<>(this);

    /** Grows when what is remembered is forgotten. */
    private final AtomicLong era = new AtomicLong();

    /** The keys of a transaction. */
    private final class Taken implements TransactionSynchronization {
        private final Queue<Long> left = new ArrayDeque<>();
        private final List<Long> given = new ArrayList<>();
        private boolean commits;
        private final long begun = era.get();

        long next(LongSupplier sequence) {
            Long key = left.isEmpty() ? keys.poll() : left.poll();
            long next = key == null ? sequence.getAsLong() : key;
            given.add(next);
            return next;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            commits = true;
        }

        /** A commit that failed is told as a rollback too, and may have been done all the same. */
        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_UNKNOWN || era.get() != begun) {
                return;
            }
            keys.addAll(left);
            if (status == STATUS_ROLLED_BACK && !commits) {
                keys.addAll(given);
            }
        }
    }

    /** What {@link #TAKE} has taken, for the transaction at hand. */
    void take(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                mine().left.add(rows.getLong("number"));
            }
        }
    }

    /** For the transaction at hand; the sequence is asked where none is spare. */
    public long next(LongSupplier sequence) {
        return mine().next(sequence);
    }

    private Taken mine() {
        return taken.get(() -> {
            Taken begun = new Taken();
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionSynchronizationManager.registerSynchronization(begun);
            }
            return begun;
        });
    }

    /** How many are to be taken so that there are enough. */
    int missing(int wanted) {
        return Math.max(0, wanted - keys.size());
    }

    /** The database may give the same ones again, or has. */
    public void forget() {
        era.incrementAndGet();
        keys.clear();
    }
}
