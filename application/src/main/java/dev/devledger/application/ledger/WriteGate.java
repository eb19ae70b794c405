package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import java.util.Set;

/**
 * The gate that every write passes first, within its transaction. Writers do not hinder each other; a swap of the read
 * model's tables closes the gate for a moment, so that it never meets a half-done write.
 */
public interface WriteGate {
    void enter();

    /**
     * Enters like {@link #enter}, but only once the transaction comes to the database, for writes of which most need
     * nothing from it before they store.
     *
     * @param writes the number of writes in this transaction. None of them waits for what another transaction holds, as
     *     all would have to wait with it: it throws {@link NeedsOwnTransaction}
     * @param homes the projects, by id or key, that they will share, so that all can be held at once
     * @param keys the keys that some of them will claim, likewise
     * @return an action that breaks a hanging connection of the transaction at hand, from another thread; after its end
     *     it does nothing
     */
    Runnable enterLater(int writes, Set<String> homes, Set<IdempotencyKey> keys);

    /** True if the failure came from another writer at the same place, so that the same write may go through now. */
    boolean lostRace(Throwable failure);

    /** A write in a shared transaction would have to wait, or to keep others waiting. */
    final class NeedsOwnTransaction extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NeedsOwnTransaction() {
            super("This write needs a transaction of its own", null, false, false);
        }
    }

    /** A fence that keeps an older Devledger from writing what a newer one would have to read. */
    interface Fence {

        /** True if a newer Devledger has migrated this database, or builds its read model. */
        boolean isTakenOver();

        /** Throws {@link NewerVersion} if it is taken over. */
        default void require() {
            if (isTakenOver()) {
                throw new NewerVersion();
            }
        }
    }

    /** A newer Devledger uses this database now: writes of this one would be wrong in it. */
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
