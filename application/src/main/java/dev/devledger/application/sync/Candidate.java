package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * An entity that may have to be pushed.
 *
 * @param level 0 for a list, 1 for a card, 2 for what is directly below it
 * @param above what it is below in the ledger, null at the top
 */
record Candidate(
        SyncWork.Item item,
        Wanted wanted,
        int level,
        @Nullable EntityRef above) {
    boolean gone() {
        return wanted.leaves();
    }
}
