package dev.devledger.adapters.postgres;

import dev.devledger.application.command.WriteGate;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An advisory lock that lasts until the transaction ends: writers share it, a swap of tables has it alone. */
final class PostgresWriteGate implements WriteGate {

    /** The bytes of "devledge": other programs in the same database have locks of their own. */
    private static final long KEY = 0x6465766c65646765L;

    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");

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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyFailureException
                    || (cause instanceof SQLException sql && LOST_RACES.contains(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
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
