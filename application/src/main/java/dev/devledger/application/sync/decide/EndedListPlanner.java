package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans the content of lists that are gone. Each task in them looks deleted, but nobody deleted them one by one: they
 * are decided together with their list, and the list's link is closed only when no task is left.
 */
record EndedListPlanner(PlanContext context) {
    private static final String UNDECIDED = "has no list any more, and something that was in it is not decided yet";

    void plan() {
        if (context.snapshot().consistent()) {
            context.snapshot().scopes().stream()
                    .filter(scope -> context.snapshot().gone().contains(scope.list()))
                    .forEach(this::end);
        }
    }

    private void end(SyncedList scope) {
        List<Planned> carried = context.draft().items().stream()
                .filter(item -> isCarried(item, scope.list()))
                .toList();
        context.draft().drop(carried);
        if (!context.draft().sinceLongEnough(scope.owner()) || isOpen(scope)) {
            context.leaveOpen(scope.owner(), "has no list in " + context.title() + " any more; one more look decides");
            return;
        }
        Optional<Planned> question = carried.stream()
                .filter(item ->
                        item instanceof Planned.Question && scope.owner().equals(item.entity()))
                .findFirst();
        if (question.isPresent()) {
            context.add(question.get()); // everything else in the list waits for the answer
            return;
        }
        if (carried.isEmpty()) {
            empty(scope);
        } else if (isProject(scope)
                && carried.stream().noneMatch(item -> scope.owner().equals(item.entity()))) {
            context.leaveOpen(scope.owner(), UNDECIDED);
        } else {
            context.add(new Planned.ListGone(scope.owner(), scope.list(), topDown(carried)));
        }
    }

    /** Closes the link of a list without items, unless a task in it waits for a person's decision. */
    private void empty(SyncedList scope) {
        boolean left = context.links().inScope().stream()
                .filter(entry -> entry.entity().kind() != EntityRef.Kind.LIST)
                .filter(entry -> ObservedObjects.asLinked(entry.link()) != null
                        && isIn(entry.link().object(), scope.list()))
                .filter(entry -> !isSeenElsewhere(entry.link().object()))
                .anyMatch(entry -> !context.draft().isDecided(entry.entity()));
        if (left) {
            context.leaveOpen(scope.owner(), UNDECIDED);
        } else {
            context.add(new Planned.Closed(scope.owner(), scope.list()));
        }
    }

    /** True if for some task in the list it is not known whether the task is gone with the list. */
    private boolean isOpen(SyncedList scope) {
        return context.links().inScope().stream()
                .filter(entry -> entry.entity().kind() != EntityRef.Kind.LIST)
                .filter(entry -> isIn(entry.link().object(), scope.list()))
                .anyMatch(entry -> context.draft().isDoubted(entry.entity())
                        && !context.draft().isDecided(entry.entity()));
    }

    private boolean isProject(SyncedList scope) {
        return !scope.cards() && context.wanted(scope.owner()) instanceof DesiredObject.Present;
    }

    /**
     * True if the object was moved to another list before this one was deleted, so that the deletion does not concern
     * it.
     */
    private boolean isSeenElsewhere(@Nullable RemoteRef object) {
        return object != null && context.snapshot().task(object.id()) != null;
    }

    private static boolean isIn(@Nullable RemoteRef object, String list) {
        return object != null && object.list().equals(list);
    }

    private static boolean isCarried(Planned item, String list) {
        return switch (item) {
            case Planned.DeletedRemotely removed -> removed.scope().equals(list);
            case Planned.Question asked ->
                asked.dispute() instanceof Dispute.DeletedRemotely gone
                        && gone.object().list().equals(list);
            default -> false;
        };
    }

    /** Sorts projects first, as entities deleted with their project are restored with it. */
    private static List<Planned> topDown(List<Planned> carried) {
        List<Planned> sorted = new ArrayList<>(carried);
        sorted.sort(Comparator.comparingInt(EndedListPlanner::depth));
        return sorted;
    }

    private static int depth(Planned item) {
        EntityRef entity = item.entity();
        return entity == null || entity.kind() == EntityRef.Kind.TASK
                ? 2
                : entity.kind() == EntityRef.Kind.LIST ? 0 : 1;
    }
}
