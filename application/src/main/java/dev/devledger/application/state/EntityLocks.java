package dev.devledger.application.state;

import dev.devledger.application.command.NotTogether;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;

/**
 * One write at a time for each entity of this node. A write that shares its transaction with others does not wait here,
 * as all of them would: it goes on alone.
 */
public final class EntityLocks implements LockFactory {
    private final LockFactory locks = PessimisticLockFactory.usingDefaults();
    private final Map<String, Thread> holders = new ConcurrentHashMap<>();

    @Override
    public Lock obtainLock(String stream) {
        Thread me = Thread.currentThread();
        Thread holder = holders.get(stream);
        if (holder != null && !holder.equals(me) && KnownStates.isShared()) {
            throw new NotTogether();
        }
        Lock lock = locks.obtainLock(stream);
        holders.put(stream, me);
        return new Held(stream, lock);
    }

    private final class Held implements Lock {
        private final String stream;
        private final Lock lock;

        Held(String stream, Lock lock) {
            this.stream = stream;
            this.lock = lock;
        }

        @Override
        public void release() {
            holders.remove(stream, Thread.currentThread());
            lock.release();
        }

        @Override
        public boolean isHeld() {
            return lock.isHeld();
        }
    }
}
