package dev.devledger.application.sync.decide;

import dev.devledger.domain.sync.content.RemoteTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
