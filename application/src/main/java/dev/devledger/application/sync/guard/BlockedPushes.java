package dev.devledger.application.sync.guard;

import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.conflict.Guards.Kind;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The remote writes that wait for a person's approval. A full cycle decides which ones wait, and this holds until the
 * next full cycle: a cycle that reads no lists cannot tell whether the plan has changed.
 */
public final class BlockedPushes {
    private final Set<String> guards;
    private final boolean all;
    private final Map<EntityRef, Set<String>> actions = new HashMap<>();

    private BlockedPushes(Set<String> guards) {
        this.guards = guards;
        this.all = guards.contains(PendingApprovals.FIRST_LINK);
    }

    public static BlockedPushes of(List<PendingApprovals.PendingPlan> held) {
        BlockedPushes pushes = new BlockedPushes(
                held.stream().map(PendingApprovals.PendingPlan::guard).collect(Collectors.toSet()));
        held.stream()
                .flatMap(each -> each.operations().stream())
                .forEach(each -> pushes.add(each.action(), each.entity()));
        return pushes;
    }

    private void add(String action, @Nullable EntityRef entity) {
        if (entity != null) {
            actions.computeIfAbsent(entity, any -> new HashSet<>()).add(action);
        }
    }

    /**
     * True while the account's first link waits for approval: then nothing is written remotely, not even a missing
     * list.
     */
    public boolean all() {
        return all;
    }

    public boolean isEmpty() {
        return guards.isEmpty();
    }

    /** True if too many creates wait. */
    public boolean creates() {
        return guards.contains(CycleGuards.word(GuardHold.Guard.CREATES));
    }

    /** True if any write of the entity is held, in the ledger or remotely. */
    public boolean concerns(EntityRef entity) {
        return all || actions.containsKey(entity);
    }

    /** True if the entity's next remote write is held; a write that was begun goes on. */
    public boolean holds(EntityRef entity, DesiredObject wanted, SyncLink link) {
        return all
                || switch (link) {
                    case SyncLink.None none ->
                        wanted instanceof DesiredObject.Present && holds(entity, Kind.CREATE_REMOTELY);
                    case SyncLink.Closed closed ->
                        wanted instanceof DesiredObject.Present && holds(entity, Kind.CREATE_REMOTELY);
                    case SyncLink.Linked linked ->
                        holds(
                                entity,
                                wanted instanceof DesiredObject.Gone ? Kind.DELETE_REMOTELY : Kind.UPDATE_REMOTELY);
                    default -> false;
                };
    }

    private boolean holds(EntityRef entity, Kind kind) {
        return actions.getOrDefault(entity, Set.of()).contains(CycleGuards.word(kind));
    }
}
