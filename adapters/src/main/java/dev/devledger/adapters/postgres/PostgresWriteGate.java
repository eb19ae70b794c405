package dev.devledger.adapters.postgres;

import dev.devledger.application.command.WriteGate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An advisory lock that lasts until the transaction ends: writers share it, a swap of tables has it alone. */
final class PostgresWriteGate implements WriteGate {

    /** The bytes of "devledge": other programs in the same database have locks of their own. */
    private static final long KEY = 0x6465766c65646765L;

    private final JdbcClient jdbc;

    PostgresWriteGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void enter() {
        lock("pg_advisory_xact_lock_shared");
    }

    @Override
    public boolean lostRace(Throwable failure) {
        return Failures.lostRace(failure);
    }

    /** Waits until every writer is through, and keeps new ones waiting. */
    void close() {
        lock("pg_advisory_xact_lock");
    }

    private void lock(String function) {
        jdbc.sql("select " + function + "(:key)")
                .param("key", KEY)
                .query((row, number) -> KEY)
                .single();
    }
}
