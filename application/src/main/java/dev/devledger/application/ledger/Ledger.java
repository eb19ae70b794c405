package dev.devledger.application.ledger;

import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import java.util.Set;
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

        /** Returns the write that stores nothing, and so has neither a key nor a shared transaction. */
        public Write<T, A> rehearsed() {
            return new Write<>(changeSet, by, null, null, true, work, answer);
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

    /** Tells an outage of the store from a refusal. */
    @FunctionalInterface
    interface StoreOutage {
        /**
         * True if an outage caused the failure. Checks all causes, as frameworks wrap the store's exceptions in their own.
         */
        boolean isCauseOf(Throwable failure);

        /** True if the store is available, but other work kept it from answering in time. */
        default boolean isBusy(Throwable failure) {
            return false;
        }

        /** Finds out whether a commit that failed was stored. */
        @FunctionalInterface
        interface LostCommits {

            /**
             * Returns normally if everything of the current transaction is certainly stored.
             *
             * @throws RuntimeException for the caller: the failure, if the store has plainly refused; a lost race
             *     ({@link WriteGate#lostRace}), if nothing is stored for certain; otherwise {@link OutcomeUnknown}
             */
            void resolve(RuntimeException failure);
        }

        /**
         * The connection broke between a commit and its answer, and the store could not say if the transaction was stored.
         * Before a repeat, the caller has to check.
         */
        final class OutcomeUnknown extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public OutcomeUnknown(String why, Throwable cause) {
                super(why, cause);
            }

            public OutcomeUnknown(String why) {
                super(why);
            }
        }
    }

    /**
     * The gate that every write passes first, within its transaction. Writers do not hinder each other. A swap of the read
     * model's tables closes the gate for a moment, so that no write is half done during the swap.
     */
    interface WriteGate {
        void enter();

        /**
         * Enters like {@link #enter}, but only when the transaction first uses the database: most writes need nothing from
         * it before they store.
         *
         * @param writes the number of writes in this transaction. If one of them would have to wait for another
         *     transaction, all would wait with it: it throws {@link NeedsOwnTransaction} instead
         * @param homes the projects, by id or key, that these writes will share, so that all can be locked at once
         * @param keys the idempotency keys that some of these writes will claim, so that all can be claimed at once
         * @return an action for another thread that breaks a hanging connection of this transaction; it does nothing once
         *     the transaction has ended
         */
        Runnable enterLater(int writes, Set<String> homes, Set<IdempotencyKey> keys);

        /** True if another writer of the same data caused the failure, so that the same write may succeed now. */
        boolean lostRace(Throwable failure);

        /** Thrown in a shared transaction by a write that would have to wait, or to keep others waiting. */
        final class NeedsOwnTransaction extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public NeedsOwnTransaction() {
                super("This write needs a transaction of its own", null, false, false);
            }
        }

        /** A fence that keeps an older Devledger from writing what a newer one would have to read. */
        interface VersionFence {

            /** True if a newer Devledger has migrated this database, or builds its read model. */
            boolean isTakenOver();

            /** Throws {@link NewerVersion} if a newer Devledger has taken over the database. */
            default void require() {
                if (isTakenOver()) {
                    throw new NewerVersion();
                }
            }
        }

        /** A newer Devledger uses this database now, in which writes of this one would be wrong. */
        final class NewerVersion extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public NewerVersion() {
                super(
                        "A newer Devledger uses this database now, so this one no longer writes to it. Send writes to the"
                                + " newer one, and stop this one.",
                        null,
                        false,
                        false);
            }
        }
    }
}
