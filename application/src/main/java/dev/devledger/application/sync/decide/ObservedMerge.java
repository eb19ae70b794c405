package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges an entity with its remote object after the object was seen: its place and its fields. */
record ObservedMerge(PlanContext context) {
    private void left(EntityRef entity, RemoteTask task) {
        context.decide(new Planned.OutOfScope(entity, task.ref().id(), "it is now in a place that is not synced"));
    }

    void merged(EntityRef entity, SyncLink.Linked stored, RemoteTask task) {
        SyncLink.Linked linked = stored.withBase(
                inItsList(entity, task, context.compared(entity, stored).base()));
        Action decided = context.action(
                context.link(entity), context.local().state(entity, linked), state(entity, linked, task));
        boolean outside = context.link(entity) instanceof SyncLink.OutOfScope;
        switch (decided) {
            case MERGE_FIELDS, MOVE -> {
                if (outside) {
                    placeOf(entity, task).ifPresent(at -> context.ledger()
                            .places()
                            .object(task.ref().id(), entity, at.project().id()));
                }
                merge(entity, linked, task, !(context.link(entity) instanceof SyncLink.Linked));
            }
            case ASK -> deletedLocally(entity, linked, task);
            case LEAVE_SCOPE -> left(entity, task);
            default -> {} // other actions, such as a delete, follow after a read of the object alone
        }
    }

    /**
     * Limits the content to the values that the object's present list can hold: another list may have other statuses.
     */
    private CanonicalContent inItsList(EntityRef entity, RemoteTask task, CanonicalContent content) {
        return context.connector()
                .words()
                .compared(entity.kind(), content, task.ref().list());
    }

    private RemoteState state(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        if (placeOf(entity, task).isEmpty() && movedByOthers(entity, linked, task)) {
            return RemoteState.MOVED_UNMAPPED;
        }
        if (!task.ref().list().equals(linked.remote().list())) {
            return RemoteState.MOVED_MAPPED;
        }
        return Reconciliation.changedByOthers(linked, context.compared(entity, task))
                ? RemoteState.SEEN_CHANGED
                : RemoteState.SEEN_UNCHANGED;
    }

    /**
     * Returns the fields whose remote values prove nothing: the object was restored, or an older write took effect
     * again, so that later writes are lost.
     */
    Set<Field> unproved(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        SyncLink.Linked whole = context.links().withWholePast(entity) instanceof SyncLink.Linked stored
                ? context.compared(entity, stored)
                : linked;
        Set<Field> unproved = Reconciliation.unproved(
                whole,
                context.compared(entity, task),
                context.draft().lastSeen(entity, whole.remote().list()),
                context.observed().isSeen(entity) || context.draft().isShown(entity));
        unproved.removeAll(Reconciliation.turnedBack(linked, context.compared(entity, task)));
        if (linked.base().status() == RemoteStatus.ABANDONED) { // no list shows the object before it is reopened
            unproved.remove(Field.STATUS);
        }
        if (context.connector().capabilities().tellsDeleted()) {
            unproved.remove(
                    Field.BLOCKED_BY); // a merge would unite the sets of both sides, and so undo a remote removal
        }
        if (task.recurring()) { // the next occurrence is open again after a completion
            unproved.removeAll(EnumSet.of(Field.STATUS, Field.DATES));
        }
        return unproved;
    }

    /**
     * True if others moved the object. A move by the sync takes two writes, between which the object may be out of
     * scope.
     */
    private boolean movedByOthers(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        boolean atTop = entity.kind() == Kind.TASK && task.content().parent() == null;
        return !(atTop || isOnItsWay(entity, linked, task))
                || Reconciliation.changesOfOthers(linked, context.compared(entity, task))
                        .contains(Field.PARENT);
    }

    /** True if a move by the sync is not done yet, or only half done; its remote parent may be gone by now. */
    private boolean isOnItsWay(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        CanonicalContent local = entity.kind() == Kind.TASK ? context.local().content(entity) : null;
        if (local == null || Objects.equals(local.parent(), linked.base().parent())) {
            return false;
        }
        String list = task.ref().list();
        return list.equals(linked.remote().list()) || list.equals(local.parent());
    }

    /**
     * Returns the object's place in the ledger; empty if the object is out of scope. A card's only place is the top of
     * the card list.
     */
    Optional<Planned.Place> placeOf(EntityRef entity, RemoteTask task) {
        if (entity.kind() == Kind.TASK) {
            return context.ledger().places().ofTask(task);
        }
        boolean card = context.ledger().places().isCardList(task.ref().list())
                && task.content().parent() == null;
        return card ? Optional.of(new Planned.Place(entity, null)) : Optional.empty();
    }

    private void merge(EntityRef entity, SyncLink.Linked linked, RemoteTask task, boolean returned) {
        Merge merge = mergeOf(entity, linked, task);
        if (merge == null) {
            return;
        }
        Optional<Planned.Place> to = Optional.empty();
        if (merge.pull().parent() != null) {
            to = context.ledger()
                    .places()
                    .ofTask(task.ref().list(), merge.pull().parent().to());
            if (to.isEmpty()) {
                context.leaveOpen(entity, "has a parent in " + context.title() + " that the ledger does not have");
                return;
            }
        }
        long version = context.sides().version(entity);
        if (returned) {
            context.decide(new Planned.BackInScope(entity, version, task, merge, to.orElse(null)));
        } else if (!isPushAlone(linked, task, merge)) {
            context.decide(new Planned.Merged(entity, version, task, merge, to.orElse(null)));
        } else if (!merge.push().isEmpty()) {
            push(entity, task, merge);
        }
    }

    /** Returns null if the ledger has no content to merge. */
    private @Nullable Merge mergeOf(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        DesiredObject.Present replaced = context.wanted(entity) instanceof DesiredObject.Replaced
                ? context.sides().restored(entity)
                : null;
        CanonicalContent local = replaced == null
                ? context.local().content(entity)
                : context.local().content(entity, replaced);
        if (local == null) {
            return null;
        }
        return Merge.of(
                inItsList(entity, task, local),
                linked,
                context.compared(entity, task),
                task.recurring(),
                context.connector().settings().policies(),
                context.frozen().fields(entity),
                unproved(entity, linked, task));
    }

    private void push(EntityRef entity, RemoteTask task, Merge merge) {
        context.decide(new Planned.Pushed(
                entity,
                Planned.Pushed.Action.UPDATE,
                task.ref(),
                context.local().above(entity),
                merge.push().fields(),
                ExistenceRule.ON_BOTH_SIDES));
    }

    private static boolean isPushAlone(SyncLink.Linked linked, RemoteTask task, Merge merge) {
        return merge.pull().isEmpty()
                && merge.collisions().isEmpty()
                && merge.thawed().isEmpty()
                && merge.waiting().isEmpty()
                && merge.base().equals(linked.base())
                && task.ref().equals(linked.remote());
    }

    private void deletedLocally(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), context.compared(entity, task));
        context.decide(new Planned.Question(
                entity,
                new Dispute.DeletedLocally(task.ref(), changes, "it was changed in " + context.title() + " later")));
    }
}
