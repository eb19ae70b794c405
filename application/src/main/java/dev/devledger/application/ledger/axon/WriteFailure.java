package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.Ledger.LedgerBusy;
import dev.devledger.application.ledger.Ledger.NotStored;
import dev.devledger.application.ledger.Ledger.StaleDecision;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.LiveProjections.ProjectionFailure;
import dev.devledger.domain.shared.Rejection;
import java.util.UUID;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** What failures of a write mean. */
final class WriteFailure {
    private WriteFailure() {}

    /** The end of an attempt that has to be made in another way, or was only a rehearsal. */
    static final class AttemptEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        enum Reason {
            /** The attempt is rolled back, as it was a rehearsal. */
            REHEARSED,
            /** The attempt was decided on a known state that no event proves to be the newest. */
            UNPROVEN,
            /** The write has more commands than are decided one by one. */
            TOO_MANY
        }

        final Reason reason;

        AttemptEnd(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        static boolean is(Throwable failure, Reason reason) {
            return failure instanceof AttemptEnd end && end.reason == reason;
        }
    }

    /** Returns the exception of a handler, which Axon wraps in some places. */
    static RuntimeException of(ResultMessage<?> result) {
        Throwable failure = result.exceptionResult();
        if (failure instanceof StaleDecision overtaken) {
            return overtaken; // its cause is a rejection that callers must not see
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ours = cause instanceof Rejection
                    || cause instanceof ProjectionFailure
                    || cause instanceof NeedsOwnTransaction
                    || cause instanceof NewerVersion
                    || cause instanceof OutcomeUnknown;
            if (ours && cause instanceof RuntimeException word) {
                return word;
            }
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    /** True if another writer was faster. */
    static boolean isLostRace(Throwable failure, LedgerStore store) {
        return failure instanceof ConcurrencyException
                || failure instanceof StaleDecision
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException
                || store.gate().lostRace(failure);
    }

    /** Wraps a failure while the database is away: it comes before the commit, unless it says otherwise. */
    static RuntimeException toCaller(RuntimeException failure, LedgerStore store) {
        return store.outage().isCauseOf(failure) && !(failure instanceof OutcomeUnknown)
                ? new NotStored(failure)
                : failure;
    }

    /** Explains the failure of a long write to a caller that gave up waiting for it. */
    static String explained(Throwable failure, UUID changeSet) {
        return switch (failure) {
            case Rejection rejection -> rejection.detail();
            case LedgerBusy busy -> String.valueOf(busy.getMessage());
            case NotStored away -> String.valueOf(away.getMessage());
            case OutcomeUnknown lost ->
                "The connection to the database broke while this was being stored, so it is not known whether it is"
                        + " stored. Check whether GET /api/history?changeSet=" + changeSet + " has entries.";
            default -> "It failed. The server's log has the reason under the request id.";
        };
    }
}
