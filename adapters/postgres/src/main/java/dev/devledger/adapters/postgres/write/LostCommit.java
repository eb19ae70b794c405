package dev.devledger.adapters.postgres.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Determines the outcome of a transaction whose COMMIT was not answered. */
public record LostCommit(DataSource dataSource) {
    private static final Logger LOG = LoggerFactory.getLogger(LostCommit.class);

    /** The time for lookups and pauses; waiting for a connection comes on top. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int ANSWER_MILLIS = 2_000;
    private static final long PAUSE_NANOS = 20_000_000;

    /**
     * "transaction ID is in the future": the answer of a server that has never seen the transaction, such as one that
     * took over.
     */
    private static final String INVALID_PARAMETER = "22023";

    public enum Outcome {
        STORED,
        NOT_STORED,
        UNKNOWN
    }

    /**
     * The identity of a transaction.
     *
     * @param xid PostgreSQL's number of the transaction, never reused
     */
    public record Transaction(int backend, String xid, long position, String eventId) {}

    public Outcome of(Transaction transaction) {
        long begun = System.nanoTime();
        do {
            try (Connection connection = dataSource.getConnection()) {
                connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
                JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                Outcome outcome = look(jdbc, transaction);
                if (outcome != null) {
                    return outcome;
                }
            } catch (SQLException | DataAccessException away) {
                LOG.debug("The outcome of {} cannot be asked yet", transaction, away);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() - begun < PATIENCE.toNanos());
        return Outcome.UNKNOWN;
    }

    /**
     * Returns the outcome; null while the transaction runs. The transaction's state is read before its rows: if the
     * transaction has ended by then, the rows are visible. Only found rows and the state "aborted" are certain: after a
     * failover the number may be unknown, or be another transaction's.
     */
    private static @Nullable Outcome look(JdbcClient jdbc, Transaction transaction) {
        String status = status(jdbc, transaction);
        if (isStored(jdbc, transaction)) {
            return Outcome.STORED;
        }
        return switch (status) {
            case "aborted" -> Outcome.NOT_STORED;
            case "in progress" -> {
                end(jdbc, transaction);
                yield null;
            }
            default -> Outcome.UNKNOWN;
        };
    }

    private static String status(JdbcClient jdbc, Transaction transaction) {
        try {
            return jdbc.sql("select coalesce(pg_xact_status(cast(:xid as xid8)), 'null')")
                    .param("xid", transaction.xid())
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause
                    && INVALID_PARAMETER.equals(cause.getSQLState())) {
                return "not known";
            }
            throw e;
        }
    }

    private static boolean isStored(JdbcClient jdbc, Transaction transaction) {
        return jdbc.sql("select exists (select from event where position = :position and cast(event_id as text) = :id)")
                .param("position", transaction.position())
                .param("id", transaction.eventId())
                .query(Boolean.class)
                .single();
    }

    /**
     * Ends the transaction, whose client is gone: the transaction would keep its locks until the network reports the
     * lost client. A transaction that only waits for a standby is left alone: it is committed, and would become visible
     * before the standby has it.
     */
    private static void end(JdbcClient jdbc, Transaction transaction) {
        jdbc.sql("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where pid = :pid and backend_xid = cast(cast(:xid as xid8) as xid) and wait_event is distinct from 'SyncRep'
                """)
                .param("pid", transaction.backend())
                .param("xid", transaction.xid())
                .query(Boolean.class)
                .list();
    }
}
