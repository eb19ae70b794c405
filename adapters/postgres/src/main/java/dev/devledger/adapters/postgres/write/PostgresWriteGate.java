package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.TransactionBound.InterruptedTransaction;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.WriteGate;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gate: an advisory lock until the end of the transaction. Writers share the lock; a swap of tables takes it alone.
 */
public final class PostgresWriteGate implements WriteGate {

    /** The longest wait of the swap, with new writers queued behind it. */
    private static final String PATIENCE = "150ms";

    private final JdbcClient jdbc;
    private final @Nullable DataSource dataSource;
    private final PostgresVersionFence fence;
    private final Runnable forgetKeys;

    public PostgresWriteGate(JdbcClient jdbc) {
        this.forgetKeys = () -> {};
        this.jdbc = jdbc;
        this.dataSource = null;
        this.fence = PostgresVersionFence.open(jdbc);
    }

    /**
     * Makes a gate that gives each writer a ticket with all that storing events needs.
     *
     * @param forgetKeys called if a new key exists already, as the other spare keys may exist, too
     */
    public PostgresWriteGate(DataSource dataSource, PostgresVersionFence fence, Runnable forgetKeys) {
        this.forgetKeys = forgetKeys;
        this.jdbc = JdbcClient.create(dataSource);
        this.dataSource = dataSource;
        this.fence = fence;
    }

    @Override
    public void enter() {
        if (dataSource == null) {
            lock("pg_advisory_xact_lock_shared");
        } else {
            WriteTicket pass = WriteTicket.alone(dataSource, fence);
            WriteTicket.of(dataSource).set(pass);
            pass.enter();
        }
    }

    @Override
    public Runnable enterLater(int writes, Set<String> homes, Set<IdempotencyKey> keys) {
        DataSource database = Objects.requireNonNull(dataSource);
        WriteTicket.of(database).set(WriteTicket.shared(database, fence, writes, homes, new IdempotencyClaims(keys)));
        return InterruptedTransaction.of(database)::now;
    }

    @Override
    public boolean lostRace(Throwable failure) {
        if (SqlFailures.isTakenKey(failure)) {
            forgetKeys.run();
        }
        return SqlFailures.lostRace(failure);
    }

    /**
     * Waits for all writers, and blocks new ones. If a writer takes long, returns false, so that other writers do not
     * queue; the current transaction is then unusable.
     */
    public boolean close() {
        try {
            close(PATIENCE);
        } catch (DataAccessException e) {
            if (SqlFailures.lostRace(e)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /**
     * As {@link #close}, but fails with a lost race if a writer takes long, so that other writers do not queue. The
     * current transaction is then unusable.
     */
    public void closeSoon() {
        close("100ms");
    }

    private void close(String patience) {
        jdbc.sql("set local lock_timeout = '" + patience + "'").update();
        lock("pg_advisory_xact_lock");
        jdbc.sql("set local lock_timeout to default").update();
    }

    private void lock(String function) {
        jdbc.sql("select " + function + "(:key)")
                .param("key", WriteTicket.LOCK_KEY)
                .query((row, number) -> WriteTicket.LOCK_KEY)
                .single();
    }
}
