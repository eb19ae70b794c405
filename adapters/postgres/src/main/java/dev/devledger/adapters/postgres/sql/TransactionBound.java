package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.projection.LiveProjections.Savepoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A value bound to the current transaction, and dropped when it ends. A nested, separate transaction has a separate
 * value.
 */
public final class TransactionBound<T> {

    /** Calls with the same type and database share the value. */
    private record Key(Class<?> what, DataSource database) {}

    private final Object key;
    private final Runnable beforeCommit;

    public TransactionBound(Class<?> what, DataSource database, Runnable beforeCommit) {
        this.key = new Key(what, database);
        this.beforeCommit = beforeCommit;
    }

    /** Makes a value that only {@code owner} uses. */
    public TransactionBound(Object owner) {
        this.key = owner;
        this.beforeCommit = () -> {};
    }

    @SuppressWarnings("unchecked") // only set() stores a value under the key
    @Nullable
    public T find() {
        return (T) TransactionSynchronizationManager.getResource(key);
    }

    /**
     * Returns the transaction's value, made by {@code first} on the first call. Outside of a transaction each call
     * makes a new one.
     */
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
        TransactionSynchronizationManager.registerSynchronization(new TransactionEnd());
    }

    private final class TransactionEnd implements TransactionSynchronization {
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

    /**
     * Breaks the connection of a transaction from another thread: the thread that waits for an answer on it gets an
     * error. After the transaction it does nothing, as the connection then belongs to others.
     */
    public static final class InterruptedTransaction implements TransactionSynchronization {
        private static final Logger LOG = LoggerFactory.getLogger(InterruptedTransaction.class);

        private final Connection connection;
        private boolean over;

        private InterruptedTransaction(Connection connection) {
            this.connection = connection;
        }

        /** Returns the interruption of the current transaction. */
        public static InterruptedTransaction of(DataSource database) {
            Connection connection = DataSourceUtils.getConnection(database);
            DataSourceUtils.releaseConnection(connection, database);
            InterruptedTransaction breaking = new InterruptedTransaction(connection);
            TransactionSynchronizationManager.registerSynchronization(breaking);
            return breaking;
        }

        public synchronized void now() {
            if (over) {
                return;
            }
            LOG.warn("The database did not answer in time; this connection is closed");
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.warn("The connection could not be closed", e);
            }
        }

        @Override
        public synchronized void afterCompletion(int status) {
            over = true;
        }
    }

    public static final class PostgresSavepoints implements Savepoints {

        private final TransactionTemplate nested;

        public PostgresSavepoints(PlatformTransactionManager transactions) {
            nested = new TransactionTemplate(transactions);
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        }

        @Override
        public void attempt(Runnable work) {
            nested.executeWithoutResult(status -> work.run());
        }

        @Override
        public boolean isPassing(RuntimeException failure) {
            return SqlFailures.lostRace(failure) || SqlFailures.trouble(failure);
        }
    }
}
