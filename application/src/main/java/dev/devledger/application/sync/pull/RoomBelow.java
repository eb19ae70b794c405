package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Trees of a service may be deeper than those of tasks: what has no room is below the lowest above it that has. */
record RoomBelow(PullLedger ledger, TouchedEntities known) {
    /** Of what is new here. */
    Planned.Place of(Planned.Place wanted, NearestContent content) {
        return of(wanted, 1, content);
    }

    /** Of a task with all that is below it; what it is below there is told with the content. */
    Planned.Place of(EntityRef task, Planned.Place wanted, NearestContent content) {
        return of(wanted, wanted.parent() == null ? 1 : levels(task), content);
    }

    private Planned.Place of(Planned.Place wanted, int levels, NearestContent content) {
        List<EntityRef> above = above(wanted.parent());
        EntityRef nearest = Nearest.parent(above, levels);
        if (wanted.parent() == null || wanted.parent().equals(nearest)) {
            return wanted;
        }
        content.below(
                remoteId(nearest == null ? wanted.project() : nearest),
                Nearest.moved("parentId", name(wanted.parent()), nearest == null ? "its project" : name(nearest)));
        return new Planned.Place(wanted.project(), nearest);
    }

    /** The nearest first. */
    private List<EntityRef> above(@Nullable EntityRef parent) {
        List<EntityRef> above = new ArrayList<>();
        for (EntityRef each = parent;
                each != null && above.size() <= Violations.LEVELS;
                each = known.place(each).parent()) {
            above.add(each);
        }
        return above;
    }

    private int levels(EntityRef task) {
        List<UUID> below =
                ledger.into().goingWith(task).stream().map(EntityRef::id).toList();
        if (below.isEmpty()) {
            return 1;
        }
        Map<UUID, UUID> parents = new HashMap<>();
        ledger.into().taskQueries().findAll(below).forEach(each -> {
            if (each.parentId() != null) {
                parents.put(each.id(), each.parentId());
            }
        });
        return 1 + below.stream().mapToInt(each -> depth(each, parents)).max().orElse(0);
    }

    private static int depth(UUID task, Map<UUID, UUID> parents) {
        int depth = 0;
        for (@Nullable UUID each = task; each != null && depth <= Violations.LEVELS; each = parents.get(each)) {
            depth++;
        }
        return depth - 1;
    }

    /** As the comparison names what it is below; null at the top of a list. */
    private @Nullable String remoteId(EntityRef above) {
        RemoteRef object = ledger.book()
                .find(ledger.link(above))
                .orElse(SyncLink.None.EVER)
                .object();
        return object == null ? null : object.id();
    }

    private String name(EntityRef task) {
        return known.task(task).key();
    }
}
