package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way into the ledger: every change goes through here. */
public interface Ledger {

    /**
     * Runs {@code work} as one change set: all of its commands or none, in one transaction. {@code answer} runs once
     * the read model holds the changes, in the same transaction, so it sees them. Both may run again when another
     * writer was faster, and so must not do anything that cannot be taken back.
     *
     * @throws dev.devledger.domain.shared.Rejection if a rule or the caller's version forbids it; nothing is stored
     *     then
     * @throws LedgerBusy if other writers were faster too many times
     * @throws NotStored if the database is away, and certainly has nothing of it
     * @throws OutcomeUnknown if the database went away in the middle, and may have all of it
     */
    <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * Like {@link #write}, for work with one entity that at most shares a project: writes that wait to be stored at the
     * same time go into one transaction. A refusal of one of them does not concern the others.
     *
     * @param home the project that it shares, by id or key; null for none
     */
    default <T, A> Written<A> writeTogether(
            Provenance by, @Nullable String home, Function<ChangeSet, T> work, Function<T, A> answer) {
        return write(by, work, answer);
    }

    /**
     * Like {@link #write}, as a part of the change set with that id: everything that one cycle of a sync takes over is
     * one change set, though each entity is stored by itself.
     */
    <T, A> Written<A> writeTo(UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * Like {@link #write}, at most once for a key: a repeat gets the first answer, and waits for it while the first
     * still runs.
     *
     * @param answer renders the answer that a repeat gets
     */
    <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer);

    /**
     * Combines {@link #writeOnce} and {@link #writeTogether}.
     *
     * @param home the project that it shares, by id or key; null for none
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
     * Like {@link #write}, but only to see the result: the same work and answer, in a transaction that is rolled back.
     * Nothing is stored, and nobody is notified.
     */
    <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * @param changeSet the id of all events of this write; no event has it if there was nothing to change
     * @param replayed true if it is the answer of an earlier request
     */
    record Written<A>(A answer, UUID changeSet, boolean replayed) {}

    /** Other writers are in the way, for instance of the same entity; the same request may go through later. */
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
     * The data that a write was decided on changed before it could be stored. If the work of a write throws it, the
     * write is repeated, as after a lost race.
     */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Overtaken(Throwable cause) {
            super("The data that this write depends on has changed meanwhile.", cause);
        }
    }
}
