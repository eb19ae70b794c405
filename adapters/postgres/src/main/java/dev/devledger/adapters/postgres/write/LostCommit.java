package dev.devledger.adapters.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what became of a transaction whose COMMIT got no answer. */
public record LostCommit(DataSource dataSource) {
    private static final Logger LOG = LoggerFactory.getLogger(LostCommit.class);

    /** Looks and pauses; a database that gives no connection takes its own time on top. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int ANSWER_MILLIS = 2_000;
    private static final long PAUSE_NANOS = 20_000_000;

    /** "transaction ID is in the future": of a server that has never seen it, such as one that took over. */
    private static final String INVALID_PARAMETER = "22023";

    public enum Outcome {
        STORED,
        NOT_STORED,
        UNKNOWN
    }

    /**
     * How a transaction can be known again.
     *
     * @param xid what PostgreSQL calls it, of all that have ever been
     */
    public record Transaction(int backend, String xid, long position, String eventId) {}

    public Outcome of(Transaction transaction) {
        long begun = System.nanoTime();
        do {
            try (Connection connection = dataSource.getConnection()) {
                connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
                Outcome outcome = look(connection, transaction);
                if (outcome != null) {
                    return outcome;
                }
            } catch (SQLException away) {
                LOG.debug("The outcome of {} cannot be asked yet", transaction, away);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() - begun < PATIENCE.toNanos());
        return Outcome.UNKNOWN;
    }

    /**
     * Null while it is not over. Its end is asked for before what it stored, which then can be seen. Only what was found, or
     * is said to be aborted, is certain: after a failover the number may mean nothing, or another transaction.
     */
    private static @Nullable Outcome look(Connection connection, Transaction transaction) throws SQLException {
        String status = status(connection, transaction);
        if (isStored(connection, transaction)) {
            return Outcome.STORED;
        }
        return switch (status) {
            case "aborted" -> Outcome.NOT_STORED;
            case "in progress" -> {
                end(connection, transaction);
                yield null;
            }
            default -> Outcome.UNKNOWN;
        };
    }

    private static String status(Connection connection, Transaction transaction) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("select pg_xact_status(cast(? as xid8))")) {
            asked.setString(1, transaction.xid());
            return String.valueOf(one(asked, String.class));
        } catch (SQLException e) {
            if (INVALID_PARAMETER.equals(e.getSQLState())) {
                return "not known";
            }
            throw e;
        }
    }

    private static boolean isStored(Connection connection, Transaction transaction) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(
                "select exists (select from event where position = ? and cast(event_id as text) = ?)")) {
            asked.setLong(1, transaction.position());
            asked.setString(2, transaction.eventId());
            return Boolean.TRUE.equals(one(asked, Boolean.class));
        }
    }

    /**
     * Nobody is at the other end of it any more, and it would hold its locks until the network says so. One that only waits
     * for a standby is committed; it would be seen before the standby has it.
     */
    private static void end(Connection connection, Transaction transaction) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where pid = ? and backend_xid = cast(cast(? as xid8) as xid) and wait_event is distinct from 'SyncRep'
                """)) {
            asked.setInt(1, transaction.backend());
            asked.setString(2, transaction.xid());
            asked.execute();
        }
    }

    private static <T> @Nullable T one(PreparedStatement asked, Class<T> type) throws SQLException {
        try (ResultSet row = asked.executeQuery()) {
            return row.next() ? row.getObject(1, type) : null;
        }
    }
}
