package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import java.util.Set;

/**
 * The gate that every write passes first, within its transaction. Writers do not hinder each other. A swap of the read
 * model's tables closes the gate for a moment, so that no write is half done during the swap.
 */
public interface WriteGate {
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
