package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way into the ledger: every change goes through here. */
public interface Ledger {

    /**
     * Runs {@code work} as one change set: all of its commands or none, in one transaction. {@code answer} is asked once
     * the read model holds the changes, in the same transaction, so it sees them. Both may run again when another
     * writer was faster, and so must not do anything that cannot be taken back.
     *
     * @throws dev.devledger.domain.shared.Rejection where a rule or the caller's version says no; nothing is stored then
     * @throws LedgerBusy where other writers were faster too many times
     * @throws NotStored where the store is away, and for certain has nothing of it
     * @throws OutcomeUnknown where the store went away in the middle, and may have all of it
     */
    <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * As {@link #write}, for work with one entity that at most shares a project: while others wait to be stored too, they
     * go into the same transaction. What a rule refuses in one of them does not concern the others.
     *
     * @param home the project that it shares, by id or key; null for none
     */
    default <T, A> Written<A> writeTogether(
            Provenance by, @Nullable String home, Function<ChangeSet, T> work, Function<T, A> answer) {
        return write(by, work, answer);
    }

    /**
     * As {@link #write}, as a part of a change set that has that id: all that one cycle of a sync takes over is one change
     * set, though each entity is stored by itself.
     */
    <T, A> Written<A> writeTo(UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * As {@link #write}, at most once for a key: a repeat gets the first answer, and waits for it while the first still
     * runs.
     *
     * @param answer renders what a repeat will be told
     */
    <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer);

    /**
     * As {@link #writeOnce} and {@link #writeTogether} in one.
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
     * As {@link #write}, but only to see what would come of it: the same work and answer, in a transaction that is rolled
     * back. Nothing is stored, and nobody is told.
     */
    <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer);

    /**
     * @param changeSet the id of all events of this write; nothing is under it where there was nothing to change
     * @param replayed whether it is the answer of an earlier request
     */
    record Written<A>(A answer, UUID changeSet, boolean replayed) {}

    /** Others are in the way, as writers of the same entity; the same request may go through later. */
    final class LedgerBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LedgerBusy(Throwable cause) {
            super("Other requests changed the same thing at the same time, several times in a row. Try again.", cause);
        }

        /** {@code message} says who is in the way. */
        public LedgerBusy(String message) {
            super(message);
        }
    }

    /** The store went away before it was asked to commit: nothing of the write is there. */
    final class NotStored extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotStored(Throwable cause) {
            super("The database cannot be reached right now. Nothing was stored.", cause);
        }
    }

    /**
     * What a write was decided on has changed before it could be stored. Thrown by the work of a write, it has the write
     * repeated, as where another writer was faster in storing.
     */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Overtaken(Throwable cause) {
            super("The data that this write depends on has changed meanwhile.", cause);
        }
    }
}
