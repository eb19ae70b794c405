package dev.devledger.adapters.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keys that were taken for new tasks that came together, and not used by them: the next task of this node gets them. */
final class SpareKeys {

    /**
     * So many more, one in each row, where one of these projects is there: a request that is not about anything uses up no
     * key, and there are none spare in a ledger that has nothing.
     */
    static final String TAKE = """
            select nextval('task_key') as number from generate_series(1, ?)
            where exists (select from dev_projects where id = any(?) or key_number = any(?))
            """;

    private final Queue<Long> keys = new ConcurrentLinkedQueue<>();

    /** Grows when what is remembered is forgotten. */
    private final AtomicLong era = new AtomicLong();

    /** The keys that a transaction has taken, which it uses first. What it leaves is spare once they are surely taken. */
    final class Taken implements TransactionSynchronization {
        private final Queue<Long> mine = new ArrayDeque<>();
        private final long begun = era.get();

        /** What {@link #TAKE} has taken. */
        void take(PreparedStatement taken) throws SQLException {
            try (ResultSet rows = taken.getResultSet()) {
                while (rows.next()) {
                    mine.add(rows.getLong("number"));
                }
            }
        }

        Optional<Long> poll() {
            return Optional.ofNullable(mine.poll());
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && era.get() == begun) {
                keys.addAll(mine);
            }
        }
    }

    /** For the transaction at hand. */
    Taken begin() {
        Taken taken = new Taken();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(taken);
        }
        return taken;
    }

    Optional<Long> poll() {
        return Optional.ofNullable(keys.poll());
    }

    /** How many are to be taken so that there are enough. */
    int missing(int wanted) {
        return Math.max(0, wanted - keys.size());
    }

    /** The database may give the same ones again. */
    void forget() {
        era.incrementAndGet();
        keys.clear();
    }
}
