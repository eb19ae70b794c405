package dev.devledger.application.sync.local;

import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * An entity that may have to be pushed.
 *
 * @param level 0 for a list, 1 for a card, 2 for what is directly below it
 * @param above what it is below in the ledger, null at the top
 */
public record PushCandidate(
        PendingWork.Item item,
        Wanted wanted,
        int level,
        @Nullable EntityRef above) {
    boolean gone() {
        return wanted.leaves();
    }
}
