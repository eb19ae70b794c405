package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Objects;
import java.util.Optional;

/** Plans an entity whose remote object was seen: existence first, then fields. */
final class ObservedObjectPlanner {
    private final PlanContext context;
    private final ObservedMerge merge;

    ObservedObjectPlanner(PlanContext context) {
        this.context = context;
        this.merge = new ObservedMerge(context);
    }

    /**
     * Plans an entity by the object that a list shows; {@code marked} is true if the entity may have changed in the
     * ledger.
     */
    void look(EntityRef entity, RemoteTask listed, boolean marked) {
        if (context.observed().differs(entity, listed)) {
            if (context.link(entity) instanceof SyncLink.Linked linked
                    && !merge.unproved(entity, context.compared(entity, linked), listed)
                            .isEmpty()) {
                context.draft().unproved(entity, listed.ref().list());
            }
            newest(entity, listed)
                    .ifPresentOrElse(
                            now -> plan(entity, now),
                            () -> context.leaveOpen(listed, "was not answered when it was looked at again"));
        } else if (marked) {
            plan(entity, listed);
        } else {
            accepted(entity);
        }
    }

    /**
     * Returns the object; reads it alone if both sides agreed on it a moment ago, as the list may be older than that,
     * and taking over old values would undo changes in the ledger. Empty without an answer.
     */
    private Optional<RemoteTask> newest(EntityRef entity, RemoteTask listed) {
        SyncLink link = context.link(entity);
        if (link instanceof SyncLink.OutOfScope) {
            return merge.placeOf(entity, listed).isEmpty()
                    ? Optional.of(listed) // still out of scope
                    : Optional.ofNullable(
                            context.lookUps().ask(listed.ref(), listed).task());
        }
        SyncLink.Linked linked = ObservedObjects.asLinked(link);
        if (linked == null
                || !linked.syncedAt()
                        .plus(context.connector().settings().settle())
                        .isAfter(context.snapshot().startedAt())) {
            return Optional.of(listed);
        }
        RemoteLookups.LookupFinding found = isOldList(entity, linked, listed)
                ? context.lookUps().ask(linked.remote(), listed)
                : context.lookUps().askNewest(linked.remote(), listed);
        return Optional.ofNullable(
                isFinishedElsewhere(linked, listed, found)
                        ? context.lookUps().ask(listed.ref(), listed).task()
                        : found.task());
    }

    /**
     * True if the object was moved and is finished. A search for its new list shows only open objects, so the object is
     * read in that list.
     */
    private static boolean isFinishedElsewhere(
            SyncLink.Linked linked, RemoteTask listed, RemoteLookups.LookupFinding found) {
        return found.task() == null
                && found.searched()
                && listed.content().status() != RemoteStatus.OPEN
                && !listed.ref().equals(linked.remote());
    }

    /** True if the list differs only by earlier values, which both sides had before they last agreed. */
    private boolean isOldList(EntityRef entity, SyncLink.Linked stored, RemoteTask listed) {
        SyncLink.Linked linked = context.compared(entity, stored);
        CanonicalContent shown = context.compared(entity, listed);
        return Reconciliation.oldViews(linked, shown).containsAll(Reconciliation.changesOfOthers(linked, shown));
    }

    /** Clears the entity's refusal once both sides agree and no refused write is left. */
    private void accepted(EntityRef entity) {
        if (context.link(entity) instanceof SyncLink.Linked linked
                && linked.refusal() != null
                && linked.sent().isEmpty()
                && context.compared(entity, linked)
                        .base()
                        .equals(context.local().content(entity))) {
            context.add(new Planned.RefusalEnded(entity, linked.base()));
        }
    }

    /**
     * Plans an entity by a read of its object alone; {@code elsewhere} is true if a search has found the object in
     * another list.
     */
    void found(EntityRef entity, RemoteTask task, boolean elsewhere) {
        if (elsewhere) {
            context.draft().show(entity);
        }
        plan(entity, task);
    }

    void plan(EntityRef entity, RemoteTask task) {
        if (context.wanted(entity) == null) {
            return;
        }
        Optional<ConflictBook.OpenConflict> asked = context.frozen().asWhole(entity);
        if (asked.isPresent()) {
            changedAgain(entity, asked.get().dispute(), task);
            return;
        }
        switch (context.link(entity)) {
            case SyncLink.Linked linked
            when isOldView(entity, linked, task) -> {
                LocalState local = context.local().state(entity, context.compared(entity, linked));
                if (context.action(linked, local, RemoteState.GLIMPSED) == Action.FETCH) {
                    lookedAtAgain(entity, linked, task);
                }
            }
            case SyncLink.Linked linked -> merge.merged(entity, linked, task);
            case SyncLink.Deleting deleting
            when context.observed().differs(entity, task) ->
                merge.merged(entity, ObservedObjects.linked(deleting), task);
            case SyncLink.OutOfScope outside ->
                merge.merged(entity, outside.again(context.snapshot().startedAt()), task);
            case SyncLink.Closed closed -> back(entity, closed, task);
            default -> {}
        }
    }

    /** Reads the object again: the first read after a write may be outdated, the second is not. */
    private void lookedAtAgain(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        RemoteTask now = context.lookUps().ask(task.ref(), task).task();
        if (now == null) {
            context.leaveOpen(task, "was not answered when it was looked at again");
        } else {
            merge.merged(entity, linked, now);
        }
    }

    private boolean isOldView(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        return !Reconciliation.oldViews(context.compared(entity, linked), context.compared(entity, task))
                .isEmpty();
    }

    /** Adds further remote changes to an open question about the entity. */
    private void changedAgain(EntityRef entity, Dispute asked, RemoteTask task) {
        if (!(asked instanceof Dispute.DeletedLocally before)
                || !(context.link(entity) instanceof SyncLink.Linked linked)) {
            return;
        }
        RemoteTask now = isOldView(entity, linked, task)
                ? context.lookUps().ask(task.ref(), task).task()
                : task;
        if (now == null) {
            context.leaveOpen(task, "was not answered when it was looked at again");
            return;
        }
        CanonicalChanges changes =
                CanonicalChanges.between(context.compared(entity, linked).base(), context.compared(entity, now));
        if (!changes.equals(before.remote())) {
            context.add(new Planned.Question(entity, new Dispute.DeletedLocally(now.ref(), changes, before.reason())));
        }
    }

    /**
     * Plans an entity that was deleted on both sides and whose object is seen again: either for long enough, or only by
     * a list that may be outdated.
     */
    private void back(EntityRef entity, SyncLink.Closed closed, RemoteTask task) {
        boolean deletedForThem = closed.isFor(context.sides().deletedAt(entity)) && canComeBack(entity);
        DesiredObject.Present before = deletedForThem ? context.sides().restored(entity) : null;
        LocalState local =
                before == null ? LocalState.of(Objects.requireNonNull(context.wanted(entity))) : LocalState.ARCHIVED;
        RemoteState remote = context.draft().sinceLongEnough(entity) ? RemoteState.SEEN_CHANGED : RemoteState.GLIMPSED;
        Action decided = context.action(closed, local, remote);
        switch (decided) {
            case RESTORE_LOCALLY ->
                context.decide(new Planned.RestoredRemotely(
                        entity, task, context.local().content(entity, Objects.requireNonNull(before))));
            case ASK ->
                context.decide(new Planned.Question(
                        entity, new Dispute.Reappeared(task.ref(), context.compared(entity, task))));
            default -> context.draft().doubt(entity);
        }
    }

    private boolean canComeBack(EntityRef entity) {
        return !context.sides().isInDeleted(entity)
                || context.draft().isDecided(context.sides().above(entity));
    }
}
