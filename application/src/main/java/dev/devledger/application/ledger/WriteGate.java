package dev.devledger.application.ledger;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import java.util.Set;

/**
 * Every write passes here first, within its transaction. Writers do not mind each other; a swap of the read model's
 * tables closes the gate for a moment, so that it never meets a half-done write.
 */
public interface WriteGate {
    void enter();

    /**
     * As {@link #enter}, but only once the transaction comes to the database, for writes of which most need nothing from it
     * before they store.
     *
     * @param writes how many are in this transaction. None of them waits for what somebody else holds, which others would
     *     have to wait for with it: it is {@link NeedsOwnTransaction}
     * @param homes the projects, by id or key, that they will share, so that all can be held at once
     * @param keys those that some of them will claim, likewise
     * @return breaks the connection of the transaction at hand, from another thread, where it hangs; after its end nothing
     */
    Runnable enterLater(int writes, Set<String> homes, Set<IdempotencyKey> keys);

    /** Whether this failure came from another writer being at the same place, so that the same write may go through now. */
    boolean lostRace(Throwable failure);

    /** A write that shares its transaction with others has come to where it would have to wait, or to keep others waiting. */
    final class NeedsOwnTransaction extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NeedsOwnTransaction() {
            super("This write needs a transaction of its own", null, false, false);
        }
    }

    /** Keeps an older Devledger from writing what a newer one would have to read. */
    interface Fence {

        /** Whether a newer Devledger has migrated this database, or builds its read model. */
        boolean isTakenOver();

        /** Throws {@link TakenOver} where it is. */
        default void require() {
            if (isTakenOver()) {
                throw new TakenOver();
            }
        }
    }

    /** A newer Devledger has this database now: what this one wrote would be wrong there. */
    final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TakenOver() {
            super(
                    "A newer Devledger uses this database now, so this one no longer writes to it. Send writes to the"
                            + " newer one, and stop this one.",
                    null,
                    false,
                    false);
        }
    }
}
