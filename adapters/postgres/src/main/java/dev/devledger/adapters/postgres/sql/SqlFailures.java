package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.ledger.StoreOutage;
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

/** What a failure of the database says, by PostgreSQL's states (its documentation, appendix A). */
public final class SqlFailures {
    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");

    /** Classes: connection, resources, operator's intervention, the system below. And a transaction that paused too long. */
    private static final Set<String> TROUBLE = Set.of("08", "53", "57", "58", "25P03");

    /** As {@link #TROUBLE}, and internal errors. */
    private static final Set<String> UNCERTAIN = Set.of("08", "53", "57", "58", "XX");

    private SqlFailures() {}

    /** Another writer was at the same place, or what was decided on is not what is stored. */
    public static boolean lostRace(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof ConcurrencyFailureException
                        || cause instanceof ConcurrencyException
                        || LOST_RACES.contains(state(cause))
                        || saysTakenKey(cause)
                        || isBrokenChain(cause));
    }

    /** A lost race where the version of the stream that the event would have had is another one's. */
    public static RuntimeException orLostRace(RuntimeException failure) {
        return anyCause(failure, SqlFailures::saysTakenVersion)
                ? new ConcurrencyException("Another writer has stored this version of the stream", failure)
                : failure;
    }

    private static boolean saysTakenVersion(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23505");
        return message != null && "event_stream".equals(message.getConstraint());
    }

    /** It worked longer than a statement may, see {@link Unhurried}. */
    static boolean tookTooLong(Throwable failure) {
        return anyCause(failure, cause -> "57014".equals(state(cause)));
    }

    /**
     * A sequence gave the key of a task or project for the second time, so another one will do. Which of the two columns
     * that say it is told of depends on the order in which their indexes were made.
     */
    public static boolean isTakenKey(Throwable failure) {
        return anyCause(failure, SqlFailures::saysTakenKey);
    }

    private static boolean saysTakenKey(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23505");
        String detail = message == null ? "" : String.valueOf(message.getDetail());
        return detail.contains("(key_number)=") || detail.contains("(key)=");
    }

    /** A state was remembered whose last events are not there. */
    private static boolean isBrokenChain(Throwable cause) {
        ServerErrorMessage message = serverMessage(cause, "23514");
        return message != null && "event_chained".equals(message.getConstraint());
    }

    private static @Nullable ServerErrorMessage serverMessage(Throwable cause, String state) {
        return cause instanceof PSQLException sql && state.equals(sql.getSQLState())
                ? sql.getServerErrorMessage()
                : null;
    }

    /** The database is away, full or stopping, which says nothing about what was asked of it. */
    static boolean trouble(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof DataAccessResourceFailureException
                        || brokeUnderUs(cause)
                        || TROUBLE.stream().anyMatch(state(cause)::startsWith));
    }

    /**
     * Whether the database has said no to a COMMIT, in so many words. Of all else, such as a connection that breaks or a
     * server that goes down, it may have done what it was told before.
     */
    public static boolean refused(Throwable failure) {
        return anyCause(
                failure, cause -> !state(cause).isEmpty() && UNCERTAIN.stream().noneMatch(state(cause)::startsWith));
    }

    /** The pool takes a connection away from its user once it has broken; of that it has no state to tell, but these words. */
    static boolean brokeUnderUs(Throwable cause) {
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

    /** Tells a database that cannot be reached from one that refuses. */
    public static final class DatabaseAway implements StoreOutage {
        private static final int DEPTH = 20;

        /** Connection failures; shutting down, crashed, or starting; too many connections; a pause in a transaction that was too long. */
        private static final List<String> STATES = List.of("08", "57P01", "57P02", "57P03", "53300", "25P03");

        @Override
        public boolean isCauseOf(Throwable failure) {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < DEPTH; depth++) {
                if (is(cause)) {
                    return true;
                }
                cause = cause.getCause();
            }
            return false;
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
                case SQLException other -> says(other.getSQLState()) || SqlFailures.brokeUnderUs(other);
                default -> false;
            };
        }

        private static boolean says(@Nullable String state) {
            return state != null && STATES.stream().anyMatch(state::startsWith);
        }
    }
}
