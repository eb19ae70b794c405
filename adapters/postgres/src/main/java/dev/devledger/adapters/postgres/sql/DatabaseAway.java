package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.ledger.StoreOutage;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that cannot be reached from one that refuses. */
public final class DatabaseAway implements StoreOutage {
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
