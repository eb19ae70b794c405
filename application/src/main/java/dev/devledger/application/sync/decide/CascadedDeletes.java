package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
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
 * What would go along with what was deleted there. The ledger takes all that is below it with it, and what somebody has
 * put there since, or what is still there at the remote, nobody has deleted: then it is kept and asked about (E7).
 */
final class CascadedDeletes {
    private enum Verdict {
        GOES,
        /** What becomes of it another cycle sees. */
        WAITS,
        STAYS
    }

    private final PlanContext context;
    private final LedgerPorts ports;
    private final ConflictBook conflicts;
    private final Set<EntityRef> due;
    /** What is deleted here for itself, and at which version. */
    private final Map<EntityRef, Long> gone = new HashMap<>();

    private final Set<EntityRef> moving = new HashSet<>();
    private final Set<EntityRef> asked = new HashSet<>();

    /** {@code due} are the marked ones that the narrow part of the cycle tries. */
    CascadedDeletes(PlanContext context, LedgerPorts ports, ConflictBook conflicts, Set<EntityRef> due) {
        this.context = context;
        this.ports = ports;
        this.conflicts = conflicts;
        this.due = due;
        for (Planned item : context.draft().items()) {
            switch (item) {
                case Planned.Removed removed -> gone.put(removed.entity(), removed.version());
                case Planned.Merged merged when merged.moveTo() != null -> moving.add(merged.entity());
                case Planned.Returned back -> moving.add(back.entity());
                case Planned.Asked question -> asked.add(question.entity());
                default -> {}
            }
        }
    }

    void plan() {
        List<Planned> all = new ArrayList<>();
        for (Planned item : context.draft().items()) {
            if (item instanceof Planned.Removed removed) {
                removed(removed, all);
            } else {
                all.add(item);
            }
        }
        context.draft().replace(all);
    }

    private void removed(Planned.Removed item, List<Planned> into) {
        List<EntityRef> with = ports.goingWith(item.entity());
        LedgerViews sides = new LedgerViews(
                new DesiredState(context.connector()), ports.projectQueries(), ports.taskQueries(), with);
        switch (worst(with, sides, context.draft().lastSeen(item.entity(), item.scope()))) {
            case GOES -> into.add(item.taking(versions(with, sides)));
            case WAITS ->
                context.leaveOpen(
                        item.entity(),
                        "is deleted in " + context.title() + ", and something below it is not decided yet");
            case STAYS ->
                into.add(new Planned.Asked(
                        item.entity(),
                        new Dispute.DeletedRemotely(
                                new RemoteRef(item.scope(), item.remoteId()), CanonicalChanges.NONE)));
        }
    }

    /** What goes for itself goes as it was when that was decided. */
    private Map<EntityRef, Long> versions(List<EntityRef> entities, LedgerViews sides) {
        return entities.stream()
                .collect(Collectors.toMap(each -> each, each -> gone.getOrDefault(each, sides.version(each))));
    }

    private Verdict worst(Collection<EntityRef> entities, LedgerViews sides, Instant seen) {
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

    private Verdict verdict(EntityRef entity, LedgerViews sides, OpenConflicts frozen, Instant seen) {
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
            case SyncLink.Deleting deleting -> Verdict.WAITS; // it was restored here a moment ago
            case SyncLink.None none -> unlessWanted(entity, sides);
            case SyncLink.Closed closed -> unlessWanted(entity, sides);
            case SyncLink.Detached detached when !detached.stays() -> unlessWanted(entity, sides);
            case SyncLink.Detached detached -> Verdict.STAYS;
            case SyncLink.Creating creating -> Verdict.STAYS;
            case SyncLink.OutOfScope outside -> Verdict.STAYS;
            case SyncLink.Stopped stopped -> Verdict.STAYS;
        };
    }

    private Verdict linked(EntityRef entity, SyncLink.Linked linked, LedgerViews sides, Instant seen) {
        // What it is cannot be told, so neither can that nobody works with it.
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
            return Verdict.STAYS; // somebody has worked with it since
        }
        // A finished one is in no list, and nothing says that it was not deleted with what it is below.
        boolean finished = linked.base().status() == RemoteStatus.COMPLETED
                || linked.base().status() == RemoteStatus.ABANDONED;
        return finished && context.snapshot().task(linked.remote().id()) == null ? Verdict.GOES : Verdict.STAYS;
    }

    /** Into a list that is gone nothing is sent, so that what was moved there here would wait for what waits for it. */
    private boolean isHomeGone(EntityRef entity, LedgerViews sides) {
        return sides.wanted(entity) instanceof Wanted.Present present
                && context.link(present.home().list()) instanceof SyncLink.Linked home
                && context.snapshot().gone().contains(home.remote().list());
    }

    /** What the remote never was to have goes with what it belongs to. */
    private static Verdict unlessWanted(EntityRef entity, LedgerViews sides) {
        return sides.wanted(entity) instanceof Wanted.Outside ? Verdict.GOES : Verdict.STAYS;
    }
}
