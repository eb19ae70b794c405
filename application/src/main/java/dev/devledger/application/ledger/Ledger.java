package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way into the ledger: every change goes through here. */
public interface Ledger {

    /**
     * Runs {@code work} as one change set: all of its commands or none, in one transaction. {@code answer} runs in the
     * same transaction, once the read model holds the changes, so it sees them. Both functions run again if another
     * writer was faster, so they must do nothing that cannot be rolled back.
     *
     * @throws dev.devledger.domain.shared.Rejection if a rule or the caller's version forbids it; nothing is stored
     *     then
     * @throws LedgerBusy if other writers were faster too many times
     * @throws NotStored if the database is away, and certainly nothing is stored
     * @throws OutcomeUnknown if the database went away during the commit, so that all may be stored
     */
    <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * Like {@link #write}, for work with one entity that at most shares a project: writes that wait to be stored at the
     * same time go into one transaction. A refusal of one write does not affect the others.
     *
     * @param home the project that the work shares, by id or key; null for none
     */
    default <T, A> Written<A> writeTogether(
            Provenance by, @Nullable String home, Function<ChangeSet, T> work, Function<T, A> answer) {
        return write(by, work, answer);
    }

    /**
     * Like {@link #write}, as a part of the change set with that id: all that one sync cycle takes over is one change
     * set, though the entities are stored one by one.
     */
    <T, A> Written<A> writeTo(UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * Like {@link #write}, but at most once for each key: a repeated request gets the first one's answer, and waits for
     * it while the first one still runs.
     *
     * @param answer renders the answer, which repeated requests get too
     */
    <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer);

    /**
     * Combines {@link #writeOnce} and {@link #writeTogether}.
     *
     * @param home the project that the work shares, by id or key; null for none
     */
    default <T> Written<String> writeOnceTogether(
            Provenance by,
            IdempotencyKey key,
            @Nullable String home,
            Function<ChangeSet, T> work,
            Function<T, String> answer) {
        return writeOnce(by, key, work, answer);
    }

    /**
     * Runs a write only to see its result: the same work and answer as in {@link #write}, in a transaction that is
     * rolled back. Nothing is stored, and nobody is notified.
     */
    <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * @param changeSet the change set of all events of this write; it has no event if there was nothing to change
     * @param replayed true if {@code answer} is an earlier request's
     */
    record Written<A>(A answer, UUID changeSet, boolean replayed) {}

    /** Other writers are in the way, for instance on the same entity; the same request may succeed later. */
    final class LedgerBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LedgerBusy(Throwable cause) {
            super("Other requests changed the same thing at the same time, several times in a row. Try again.", cause);
        }

        /** {@code message} names what is in the way. */
        public LedgerBusy(String message) {
            super(message);
        }
    }

    /** The database went away before the commit: nothing of the write is stored. */
    final class NotStored extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotStored(Throwable cause) {
            super("The database cannot be reached right now. Nothing was stored.", cause);
        }
    }

    /**
     * Thrown if the data on which a write was decided changed before it could be stored. If the work of a write throws
     * it, the write is repeated, as after a lost race.
     */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Overtaken(Throwable cause) {
            super("The data that this write depends on has changed meanwhile.", cause);
        }
    }
}
