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
 * Keys that were taken from their sequence but not used, as they were taken for several new tasks together, or by a
 * transaction that was rolled back. The next new tasks and projects on this node get them, the lowest first.
 *
 * <p>Some keys are never used: keys that are spare when Devledger ends; keys of a transaction with an unknown outcome,
 * or with a key that existed already; keys of an import that breaks off while storing; and up to 32 keys when
 * PostgreSQL crashes.
 */
public final class SpareKeys {

    /**
     * Takes keys, one in each row, if one of the named projects exists. Otherwise no task will be made, and no key is
     * used up.
     */
    static final String TAKE = """
            select nextval('task_key') as number from generate_series(1, ?)
            where exists (select from dev_projects where id = any(?) or key_number = any(?))
            """;

    private final Queue<Long> keys = new PriorityBlockingQueue<>();
    private final TransactionBound<Taken> taken = new TransactionBound<>(this);

    /** Grows each time the spare keys are dropped. */
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

        /**
         * Returns the keys that were not used. After a failed commit, which is reported as a rollback, used keys are
         * not returned: the transaction may be committed.
         */
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

    /** Reads the keys of {@link #TAKE}, for the current transaction. */
    void take(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                mine().left.add(rows.getLong("number"));
            }
        }
    }

    /** Returns a key for the current transaction, from the sequence if no key is spare. */
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

    /** Returns how many keys to take so that {@code wanted} are spare. */
    int missing(int wanted) {
        return Math.max(0, wanted - keys.size());
    }

    /** Drops the spare keys: the database may have given the same keys again, or may still do so. */
    public void forget() {
        era.incrementAndGet();
        keys.clear();
    }
}
