package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LocalEntityStates;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.plan.Plan.LocalContent;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans the entities below an entity that was deleted remotely: the ledger would delete everything below it too. If an
 * entity below it was added or changed since, or still exists remotely, nobody has deleted that one: then the whole is
 * kept, and a person is asked (E7).
 */
final class CascadedDeletes {
    private enum Verdict {
        GOES,
        /** A later cycle decides the entity. */
        WAITS,
        STAYS
    }

    private final PlanContext context;
    private final LedgerPorts ports;
    private final ConflictBook conflicts;
    private final Set<EntityRef> due;
    /** The entities that are deleted on their own account, each with the version at which that was decided. */
    private final Map<EntityRef, Long> gone = new HashMap<>();

    private final Set<EntityRef> moving = new HashSet<>();
    private final Set<EntityRef> asked = new HashSet<>();

    /** {@code due} are the marked entities that the narrow part of the cycle tries. */
    CascadedDeletes(PlanContext context, LedgerPorts ports, ConflictBook conflicts, Set<EntityRef> due) {
        this.context = context;
        this.ports = ports;
        this.conflicts = conflicts;
        this.due = due;
        for (Planned item : context.draft().items()) {
            switch (item) {
                case Planned.DeletedRemotely removed -> gone.put(removed.entity(), removed.version());
                case Planned.Merged merged when merged.moveTo() != null -> moving.add(merged.entity());
                case Planned.BackInScope back -> moving.add(back.entity());
                case Planned.Question question -> asked.add(question.entity());
                default -> {}
            }
        }
    }

    void plan() {
        List<Planned> all = new ArrayList<>();
        for (Planned item : context.draft().items()) {
            if (item instanceof Planned.DeletedRemotely removed) {
                removed(removed, all);
            } else {
                all.add(item);
            }
        }
        context.draft().replace(all);
    }

    private void removed(Planned.DeletedRemotely item, List<Planned> into) {
        List<EntityRef> with = ports.goingWith(item.entity());
        LocalEntityStates sides = new LocalEntityStates(
                new DesiredState(context.connector()), ports.projectQueries(), ports.taskQueries(), with);
        switch (worst(with, sides, context.draft().lastSeen(item.entity(), item.scope()))) {
            case GOES -> into.add(item.taking(versions(with, sides)));
            case WAITS ->
                context.leaveOpen(
                        item.entity(),
                        "is deleted in " + context.title() + ", and something below it is not decided yet");
            case STAYS ->
                into.add(new Planned.Question(
                        item.entity(),
                        new Dispute.DeletedRemotely(
                                new RemoteRef(item.scope(), item.remoteId()), CanonicalChanges.NONE)));
        }
    }

    /**
     * Returns the version of each entity; an entity that is deleted on its own account keeps the version of that
     * decision.
     */
    private Map<EntityRef, Long> versions(List<EntityRef> entities, LocalEntityStates sides) {
        return entities.stream()
                .collect(Collectors.toMap(each -> each, each -> gone.getOrDefault(each, sides.version(each))));
    }

    private Verdict worst(Collection<EntityRef> entities, LocalEntityStates sides, Instant seen) {
        if (entities.isEmpty()) {
            return Verdict.GOES;
        }
        context.links().load(entities);
        OpenConflicts frozen = OpenConflicts.of(conflicts, context.connector().account(), entities);
        Verdict worst = Verdict.GOES;
        for (EntityRef each : entities) {
            Verdict verdict = verdict(each, sides, frozen, seen);
            worst = verdict.compareTo(worst) > 0 ? verdict : worst;
        }
        return worst;
    }

    private Verdict verdict(EntityRef entity, LocalEntityStates sides, OpenConflicts frozen, Instant seen) {
        if (gone.containsKey(entity)) {
            return Verdict.GOES;
        }
        if (moving.contains(entity)) {
            return Verdict.WAITS;
        }
        if (frozen.isAsWhole(entity)) {
            return Verdict.STAYS;
        }
        return switch (context.link(entity)) {
            case SyncLink.Linked linked -> linked(entity, linked, sides, seen);
            case SyncLink.Deleting deleting -> Verdict.WAITS; // the entity was restored in the ledger a moment ago
            case SyncLink.None none -> unlessWanted(entity, sides);
            case SyncLink.Closed closed -> unlessWanted(entity, sides);
            case SyncLink.Detached detached when !detached.stays() -> unlessWanted(entity, sides);
            case SyncLink.Detached detached -> Verdict.STAYS;
            case SyncLink.Creating creating -> Verdict.STAYS;
            case SyncLink.OutOfScope outside -> Verdict.STAYS;
            case SyncLink.Stopped stopped -> Verdict.STAYS;
        };
    }

    private Verdict linked(EntityRef entity, SyncLink.Linked linked, LocalEntityStates sides, Instant seen) {
        // The object's state is unknown, so others may be working with it.
        if (linked.refusal() != null || context.observed().cannotBeRead(entity)) {
            return Verdict.STAYS;
        }
        boolean listGone = context.snapshot().gone().contains(linked.remote().list());
        if (listGone && asked.contains(entity)) {
            return Verdict.STAYS;
        }
        boolean neverSent = listGone || isHomeGone(entity, sides);
        if (context.draft().isDoubted(entity)
                || (due.contains(entity) && !neverSent)
                || !context.snapshot().provesAbsence(linked.remote().list())) {
            return Verdict.WAITS;
        }
        Instant itself = context.draft().lastSeen(entity, linked.remote().list());
        LocalState here = new LocalContent(context.links(), sides)
                .state(entity, context.compared(entity, linked), itself.isBefore(seen) ? itself : seen);
        if (here == LocalState.CHANGED || here == LocalState.OUTSIDE) {
            return Verdict.STAYS; // changed since
        }
        // A finished object is in no list, so that it may have been deleted with its parent.
        boolean finished = linked.base().status() == RemoteStatus.COMPLETED
                || linked.base().status() == RemoteStatus.ABANDONED;
        return finished && context.snapshot().task(linked.remote().id()) == null ? Verdict.GOES : Verdict.STAYS;
    }

    /**
     * True if the list into which the entity is to move is gone: nothing is sent into it, so waiting for the send would
     * never end.
     */
    private boolean isHomeGone(EntityRef entity, LocalEntityStates sides) {
        return sides.wanted(entity) instanceof DesiredObject.Present present
                && context.link(present.home().list()) instanceof SyncLink.Linked home
                && context.snapshot().gone().contains(home.remote().list());
    }

    /** Decides for an entity without an object: if it is to have none, it is deleted along with its parent. */
    private static Verdict unlessWanted(EntityRef entity, LocalEntityStates sides) {
        return sides.wanted(entity) instanceof DesiredObject.Outside ? Verdict.GOES : Verdict.STAYS;
    }
}
