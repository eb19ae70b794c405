package dev.devledger.adapters.postgres;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a failure of the database says, by PostgreSQL's states (its documentation, appendix A). */
final class Failures {
    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");

    /** Classes: connection, resources, operator's intervention, the system below. */
    private static final Set<String> TROUBLE = Set.of("08", "53", "57", "58");

    private Failures() {}

    /** Another writer was at the same place. */
    static boolean lostRace(Throwable failure) {
        return anyCause(
                failure, cause -> cause instanceof ConcurrencyFailureException || LOST_RACES.contains(state(cause)));
    }

    /** The database is away, full or stopping, which says nothing about what was asked of it. */
    static boolean trouble(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof DataAccessResourceFailureException
                        || brokeUnderUs(cause)
                        || TROUBLE.stream().anyMatch(state(cause)::startsWith));
    }

    /** The pool takes a connection away from its user once it has broken; of that it has no state to tell, but these words. */
    private static boolean brokeUnderUs(Throwable cause) {
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
}
