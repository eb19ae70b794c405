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
 * What a cycle has read, and what it knows from before.
 *
 * @param doubts of earlier reads
 * @param reads the last complete read of each list before this one
 * @param leftOut what a person wants to be left where it is
 * @param marked entities that may have been changed in the ledger
 * @param putOff those of the marked ones that were tried, and whose next try is not due
 * @param asked whether somebody has asked for all there is
 */
public record PlanInput(
        Snapshot snapshot,
        Map<EntityRef, SuspectedAbsences.Doubt> doubts,
        Map<String, Cycles.Read> reads,
        PlanInput.LeftOut leftOut,
        Set<EntityRef> marked,
        Set<EntityRef> putOff,
        boolean asked) {

    /** The marked ones that the narrow part of the cycle tries. */
    Set<EntityRef> due() {
        Set<EntityRef> due = new LinkedHashSet<>(marked);
        due.removeAll(putOff);
        return due;
    }

    /** What is there and a person has not let in, with all that is below it: the ledger knows nothing of it. */
    public record LeftOut(Set<String> ids) {
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
