package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.WriteGate.NeedsOwnTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;

/**
 * A lock for each entity of this node, so that one write at a time changes it. A write that shares its transaction does
 * not wait for a lock, as the other writes would have to wait too: it is repeated alone.
 */
public final class EntityLocks implements LockFactory {

    /**
     * The longest wait for a lock, as a waiting write holds a transaction and a connection. A longer wait is a lost
     * race, as with a lock of the database.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration TRY = Duration.ofMillis(10);

    private final LockFactory locks = PessimisticLockFactory.builder()
            .lockAttemptTimeout(Math.toIntExact(TRY.toMillis()))
            .acquireAttempts(Math.toIntExact(PATIENCE.dividedBy(TRY)))
            .build();
    private final Map<String, Interest> interests = new ConcurrentHashMap<>();

    /** The thread that first held or awaited the lock, and the number of threads that hold or await it. */
    private record Interest(Thread first, int count) {}

    @Override
    public Lock obtainLock(String stream) {
        Thread me = Thread.currentThread();
        boolean mayWait = !StateCache.isShared();
        interests.compute(stream, (key, others) -> {
            if (others == null) {
                return new Interest(me, 1);
            }
            if (!mayWait && !others.first().equals(me)) {
                throw new NeedsOwnTransaction();
            }
            return new Interest(others.first(), others.count() + 1);
        });
        try {
            return new Locked(stream, locks.obtainLock(stream));
        } catch (RuntimeException e) {
            leave(stream);
            throw e;
        }
    }

    private void leave(String stream) {
        interests.computeIfPresent(
                stream, (key, all) -> all.count() == 1 ? null : new Interest(all.first(), all.count() - 1));
    }

    private final class Locked implements Lock {
        private final String stream;
        private final Lock lock;

        Locked(String stream, Lock lock) {
            this.stream = stream;
            this.lock = lock;
        }

        @Override
        public void release() {
            lock.release();
            leave(stream);
        }

        @Override
        public boolean isHeld() {
            return lock.isHeld();
        }
    }
}
