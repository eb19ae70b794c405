package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.ledger.Ledger.StoreOutage;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Classifies failures of the database by PostgreSQL's states (its documentation, appendix A). */
public final class SqlFailures {
    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");

    /**
     * The classes connection, resources, operator intervention and system error, and a transaction that was idle for
     * too long.
     */
    private static final Set<String> TROUBLE = Set.of("08", "53", "57", "58", "25P03");

    /** The classes of {@link #TROUBLE}, and internal errors. */
    private static final Set<String> UNCERTAIN = Set.of("08", "53", "57", "58", "XX");

    private SqlFailures() {}

    /** True if another writer changed the same data, or a decision used stale data. */
    public static boolean lostRace(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof ConcurrencyFailureException
                        || cause instanceof ConcurrencyException
                        || LOST_RACES.contains(state(cause))
                        || saysTakenKey(cause)
                        || isBrokenChain(cause));
    }

    /** Turns the failure into a lost race if another event has the intended version of the stream. */
    public static RuntimeException orLostRace(RuntimeException failure) {
        return anyCause(failure, SqlFailures::saysTakenVersion)
                ? new ConcurrencyException("Another writer has stored this version of the stream", failure)
                : failure;
    }

    private static boolean saysTakenVersion(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23505");
        return message != null && "event_stream".equals(message.getConstraint());
    }

    /** True if a statement exceeded its time limit, see {@link NoTimeouts}. */
    static boolean tookTooLong(Throwable failure) {
        return anyCause(failure, cause -> "57014".equals(state(cause)));
    }

    /**
     * True if a sequence gave a key of a task or project that exists already, so that another key will do. Which of the
     * key's two columns PostgreSQL reports depends on the order in which their indexes were made.
     */
    public static boolean isTakenKey(Throwable failure) {
        return anyCause(failure, SqlFailures::saysTakenKey);
    }

    private static boolean saysTakenKey(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23505");
        String detail = message == null ? "" : String.valueOf(message.getDetail());
        return detail.contains("(key_number)=") || detail.contains("(key)=");
    }

    /** True if a cached state was newer than the stored events. */
    private static boolean isBrokenChain(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23514");
        return message != null && "event_chained".equals(message.getConstraint());
    }

    private static @Nullable ServerErrorMessage serverMessage(Throwable cause, String state) {
        return cause instanceof PSQLException sql && state.equals(sql.getSQLState())
                ? sql.getServerErrorMessage()
                : null;
    }

    /** True if the database is unreachable, full or stopping, whatever the request was. */
    static boolean trouble(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof DataAccessResourceFailureException
                        || isClosedByPool(cause)
                        || TROUBLE.stream().anyMatch(state(cause)::startsWith));
    }

    /**
     * True if the database explicitly refused a COMMIT. After any other failure, such as a broken connection or a
     * stopped server, the transaction may be committed.
     */
    public static boolean refused(Throwable failure) {
        return anyCause(
                failure, cause -> !state(cause).isEmpty() && UNCERTAIN.stream().noneMatch(state(cause)::startsWith));
    }

    /**
     * True if the pool has closed the connection while it was in use; that failure has no SQL state, only this message.
     */
    static boolean isClosedByPool(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() == null
                && "Connection is closed".equals(sql.getMessage());
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> asked) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (asked.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String state(Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    /** Distinguishes an unreachable database from a database that refuses a statement. */
    public static final class DatabaseAway implements StoreOutage {

        /**
         * Connection failures; shutting down, crashed, or starting; too many connections; a transaction idle for too
         * long.
         */
        private static final List<String> STATES = List.of("08", "57P01", "57P02", "57P03", "53300", "25P03");

        @Override
        public boolean isCauseOf(Throwable failure) {
            return anyCause(failure, DatabaseAway::is);
        }

        @Override
        public boolean isBusy(Throwable failure) {
            return SqlFailures.lostRace(failure) || SqlFailures.tookTooLong(failure);
        }

        private static boolean is(Throwable cause) {
            return switch (cause) {
                case DataAccessResourceFailureException away -> true;
                case CannotCreateTransactionException away -> true;
                case SQLTransientConnectionException away -> true;
                case SQLNonTransientConnectionException away -> true;
                case SQLRecoverableException away -> true;
                case SQLException other -> says(other.getSQLState()) || SqlFailures.isClosedByPool(other);
                default -> false;
            };
        }

        private static boolean says(@Nullable String state) {
            return state != null && STATES.stream().anyMatch(state::startsWith);
        }
    }
}
