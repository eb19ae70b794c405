package dev.devledger.adapters.postgres.sql;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What belongs to the transaction at hand, and is forgotten with it. One within another, of its own, has its own. */
public final class TransactionBound<T> {

    /** Whoever asks for the same thing of the same database gets the same. */
    private record Key(Class<?> what, DataSource database) {}

    private final Object key;
    private final Runnable beforeCommit;

    public TransactionBound(Class<?> what, DataSource database, Runnable beforeCommit) {
        this.key = new Key(what, database);
        this.beforeCommit = beforeCommit;
    }

    /** That of one owner alone. */
    public TransactionBound(Object owner) {
        this.key = owner;
        this.beforeCommit = () -> {};
    }

    @SuppressWarnings("unchecked") // only set() puts it there
    @Nullable
    public T find() {
        return (T) TransactionSynchronizationManager.getResource(key);
    }

    /** Outside of a transaction it is nobody's. */
    public T get(Supplier<T> first) {
        T found = find();
        if (found == null) {
            found = first.get();
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                set(found);
            }
        }
        return found;
    }

    public void set(T value) {
        if (TransactionSynchronizationManager.hasResource(key)) {
            TransactionSynchronizationManager.unbindResource(key);
            TransactionSynchronizationManager.bindResource(key, value);
            return;
        }
        TransactionSynchronizationManager.bindResource(key, value);
        TransactionSynchronizationManager.registerSynchronization(new Until());
    }

    private final class Until implements TransactionSynchronization {
        private @Nullable Object suspended;

        @Override
        public void suspend() {
            suspended = TransactionSynchronizationManager.unbindResource(key);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key, Objects.requireNonNull(suspended));
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            beforeCommit.run();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }
    }
}
