package dev.devledger.application.undo;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.undo.EntityHistory;
import dev.devledger.domain.undo.TaskForest;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * All that an undo is decided on.
 *
 * @param own the change sets to be taken back
 * @param first the position of their first event
 */
record UndoContext(Set<UUID> own, long first, List<EntityHistory> pasts, TaskForest forest) {

    boolean isLater(LedgerEvent event) {
        return event.position() > first && !own.contains(event.changeSet());
    }
}
