package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a cycle, and the knowledge from earlier cycles.
 *
 * @param doubts the doubts of earlier reads
 * @param reads the last complete read of each list before this one
 * @param leftOut the objects that a person wants to leave out
 * @param marked entities that may have been changed in the ledger
 * @param putOff the marked entities that were tried, and whose next try is not due yet
 * @param asked true in a requested cycle
 */
public record PlanInput(
        Snapshot snapshot,
        Map<EntityRef, SuspectedAbsences.Suspicion> doubts,
        Map<String, Cycles.ListReadState> reads,
        PlanInput.ExcludedObjects leftOut,
        Set<EntityRef> marked,
        Set<EntityRef> putOff,
        boolean asked) {

    /** The marked entities that the narrow part of the cycle tries. */
    Set<EntityRef> due() {
        Set<EntityRef> due = new LinkedHashSet<>(marked);
        due.removeAll(putOff);
        return due;
    }

    /**
     * The remote objects that a person refused to import, with everything below them: the ledger does not know them.
     */
    public record ExcludedObjects(Set<String> ids) {
        List<RemoteTask> without(List<RemoteTask> newcomers) {
            if (ids.isEmpty()) {
                return newcomers;
            }
            Map<String, RemoteTask> byId = new HashMap<>();
            newcomers.forEach(task -> byId.put(task.ref().id(), task));
            return newcomers.stream().filter(task -> !isOut(task, byId)).toList();
        }

        private boolean isOut(RemoteTask task, Map<String, RemoteTask> byId) {
            @Nullable RemoteTask each = task;
            for (int depth = 0; each != null && depth <= byId.size(); depth++) {
                String parent = each.content().parent();
                if (ids.contains(each.ref().id()) || (parent != null && ids.contains(parent))) {
                    return true;
                }
                each = parent == null ? null : byId.get(parent);
            }
            return false;
        }
    }
}
