package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.LookUp.ById;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task is below where finished ones stand in between, which not every list shows. */
final class FinishedBetween {
    private final PlanContext context;
    /** Lists in which something did not answer that may be below what is to go. */
    private final Set<String> unclear = new HashSet<>();
    /** Many may stand below the same one, which is looked at once. */
    private final Map<RemoteRef, RemoteLookups.Found> between = new HashMap<>();

    FinishedBetween(PlanContext context) {
        this.context = context;
    }

    boolean isUnclear(String list) {
        return unclear.contains(list);
    }

    static boolean isOpen(RemoteTask task) {
        return task.content().status() == RemoteStatus.OPEN;
    }

    /** The next above it that the ledger knows. */
    @Nullable
    String knownAbove(RemoteTask task, Set<String> lists) {
        String parent = task.content().parent();
        for (int depth = 0; depth < RemoteReads.FOLLOWED; depth++) {
            if (parent == null || context.links().owner(parent).isPresent()) {
                return parent;
            }
            RemoteTask between = lists.contains(task.ref().list())
                    ? finished(new RemoteRef(task.ref().list(), parent))
                    : null;
            parent = between == null ? null : between.content().parent();
        }
        return null;
    }

    private @Nullable RemoteTask finished(RemoteRef object) {
        RemoteTask seen = context.snapshot().task(object.id());
        if (seen != null) {
            return isOpen(seen) ? null : seen; // what is open is looked at for itself
        }
        RemoteTask listed = context.snapshot().finished().get(object.id());
        if (listed != null) {
            return listed;
        }
        RemoteLookups.Found found =
                between.computeIfAbsent(object, each -> context.lookUps().ask(each, false));
        if (found.byId() == ById.UNANSWERED) {
            unclear.add(object.list());
        }
        return found.byId() == ById.FINISHED ? found.task() : null;
    }
}
