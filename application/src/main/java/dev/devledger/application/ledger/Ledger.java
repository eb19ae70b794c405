package dev.devledger.application.ledger;

import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way into the ledger: every change goes through here. */
public interface Ledger {

    /**
     * Runs the work as one change set: all of its commands or none, in one transaction. The answer is made once the
     * read model holds the changes, in the same transaction, so it sees them. Both may run again when another
     * writer was faster, and so must not do anything that cannot be taken back.
     *
     * @throws dev.devledger.domain.shared.Rejection if a rule or the caller's version forbids it; nothing is stored
     *     then
     * @throws LedgerBusy if other writers were faster too many times
     * @throws NotStored if the database is away, and certainly nothing is stored
     * @throws OutcomeUnknown if the database went away during the commit, so that all may be stored
     */
    <T, A> Written<A> write(Write<T, A> write);

    default <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        return write(Write.of(by, work, answer));
    }

    /**
     * Writes as a part of the change set with that id: everything that one cycle of a sync takes over is one change
     * set, though each entity is stored by itself.
     */
    default <T, A> Written<A> writeTo(
            UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        return write(new Write<>(changeSet, by, null, null, false, work, answer));
    }

    /**
     * A change set to be written.
     *
     * @param changeSet its id
     * @param once null if it is written as often as it is asked for
     * @param together null if it has a transaction of its own
     * @param rehearsal true if it is only done to see the result, in a transaction that is rolled back: nothing is
     *     stored, and nobody is notified
     */
    record Write<T, A>(
            UUID changeSet,
            Provenance by,
            @Nullable Once<A> once,
            @Nullable Together together,
            boolean rehearsal,
            Function<ChangeSet, T> work,
            Function<T, A> answer) {

        public static <T, A> Write<T, A> of(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
            return new Write<>(NewId.next(), by, null, null, false, work, answer);
        }

        /** Returns the write that is done at most once for the key; null for no key. */
        public Write<T, A> once(@Nullable IdempotencyKey key, Function<A, String> kept, Function<String, A> read) {
            Once<A> keyed = key == null ? null : new Once<>(key, kept, read);
            return new Write<>(changeSet, by, keyed, together, rehearsal, work, answer);
        }

        public Write<T, A> together(@Nullable String home) {
            return new Write<>(changeSet, by, once, new Together(home), rehearsal, work, answer);
        }

        public Write<T, A> rehearsed() {
            return new Write<>(changeSet, by, once, together, true, work, answer);
        }

        public Write<T, A> with(Function<ChangeSet, T> otherWork, Function<T, A> otherAnswer) {
            return new Write<>(changeSet, by, once, together, rehearsal, otherWork, otherAnswer);
        }
    }

    /**
     * A write is done at most once for a key: a repeat gets the first answer, and waits for it while the first still
     * runs.
     *
     * @param kept makes the text that is kept of the answer
     */
    record Once<A>(IdempotencyKey key, Function<A, String> kept, Function<String, A> read) {}

    /**
     * A write concerns one entity that at most shares a project: those that wait to be stored at the same time go into
     * one transaction. A refusal of one of them does not concern the others.
     *
     * @param home the project that it shares, by id or key; null for none
     */
    record Together(@Nullable String home) {}

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
    final class StaleDecision extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleDecision(Throwable cause) {
            super("The data that this write depends on has changed meanwhile.", cause);
        }
    }
}
