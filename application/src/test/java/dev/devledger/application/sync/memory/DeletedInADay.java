package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts, by the events alone, what the sync has deleted in a day on either side: if there is more than the guards let
 * through, a person must have approved it (docs/sync-design.md, section 9, I6). If deletes can be counted in two ways,
 * the lower number counts.
 */
public final class DeletedInADay {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int FEW = 5;
    private static final int MOST = 25;

    private record Delete(String unit, Instant at) {}

    private final World world;
    /**
     * The deletes by list, each entity once: an entity that a person restored and that is deleted again still counts as
     * one.
     */
    private final Map<String, Map<EntityRef, Delete>> deletes = new HashMap<>();

    private final Map<EntityRef, String> asked = new HashMap<>();
    private final Set<EntityRef> approved = new HashSet<>();

    public DeletedInADay(World world) {
        this.world = world;
    }

    public void approved(PendingApprovals.PendingPlan held) {
        held.operations().stream()
                .map(PendingApprovals.Operation::entity)
                .filter(Objects::nonNull)
                .forEach(approved::add);
    }

    public void written(LedgerEvent event) {
        boolean bySync = world.isBySync(event);
        switch (event.payload()) {
            case SyncEvent.DeleteIntended e -> there(e.link().entity(), event.at());
            case TaskEvent.Deleted e
            when bySync && e.with() == null -> here(EntityRef.task(e.task().value()), event.at());
            case TaskEvent.Deleted e
            when !bySync ->
                asked.put(EntityRef.task(e.task().value()), event.changeSet().toString());
            case ProjectEvent.Deleted e
            when bySync -> here(EntityRef.project(e.project().value()), event.at());
            case ProjectEvent.Deleted e ->
                asked.put(
                        EntityRef.project(e.project().value()),
                        event.changeSet().toString());
            default -> {}
        }
    }

    /** Counts a remote delete; one that goes along with a deleted parent counts with the parent's. */
    private void there(EntityRef entity, Instant at) {
        boolean alone = entity.kind() != Kind.LIST
                && world.wanted(entity) instanceof DesiredObject.Gone
                && !(above(entity) != null && isDeleted(above(entity)));
        if (alone) {
            count(entity, asked.getOrDefault(entity, entity.toString()), at);
        }
    }

    private void here(EntityRef entity, Instant at) {
        if (above(entity) == null || !isDeleted(above(entity))) {
            count(entity, entity.toString(), at);
        }
    }

    private @Nullable EntityRef above(EntityRef entity) {
        if (entity.kind() != Kind.TASK) {
            return null;
        }
        var task = world.taskView(entity);
        return task.parentId() != null ? EntityRef.task(task.parentId()) : EntityRef.project(task.projectId());
    }

    private boolean isDeleted(EntityRef entity) {
        return entity.kind() == Kind.TASK
                ? world.taskView(entity).deletedAt() != null
                : world.projectView(entity).deletedAt() != null;
    }

    private void count(EntityRef entity, String unit, Instant at) {
        RemoteRef object = world.link(entity).object();
        if (object != null && !approved.contains(entity)) {
            deletes.computeIfAbsent(object.list(), any -> new HashMap<>()).put(entity, new Delete(unit, at));
            requireFew(object.list(), at);
        }
    }

    private void requireFew(String list, Instant now) {
        Instant since = now.minus(DAY);
        long all = deletes.keySet().stream()
                .mapToLong(each -> unitsSince(since, each))
                .sum();
        long here = unitsSince(since, list);
        int linked = world.book.linked(world.account).getOrDefault(list, 0) + (int) here;
        if (all > MOST || (here > FEW && here * 10 > linked)) {
            throw new Broken(
                    "I6",
                    here + " deletes in " + list + " of " + linked + ", " + all + " in all, and nobody has agreed");
        }
    }

    private long unitsSince(Instant since, String list) {
        return deletes.get(list).values().stream()
                .filter(each -> !each.at().isBefore(since))
                .map(Delete::unit)
                .distinct()
                .count();
    }
}
