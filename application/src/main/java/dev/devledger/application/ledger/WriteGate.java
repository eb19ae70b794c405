package dev.devledger.application.ledger;

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
}
