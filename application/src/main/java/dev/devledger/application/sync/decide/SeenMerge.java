package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.existence.ExistenceRule;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What both sides made of an entity whose remote object was seen, brought together: where it belongs, and its fields. */
final class SeenMerge {
    private final PlanContext context;

    SeenMerge(PlanContext context) {
        this.context = context;
    }

    private void left(EntityRef entity, RemoteTask task) {
        context.draft()
                .decide(new Planned.OutOfScope(entity, task.ref().id(), "it is now in a place that is not synced"));
    }

    void merged(EntityRef entity, SyncLink.Linked stored, RemoteTask task) {
        SyncLink.Linked linked = context.words().compared(entity.kind(), stored);
        Existence decided = context.table()
                .decide(context.link(entity), context.local().state(entity, linked), state(entity, linked, task));
        boolean outside = context.link(entity) instanceof SyncLink.OutOfScope;
        switch (decided.action()) {
            case MERGE_FIELDS, MOVE -> {
                if (outside) {
                    placeOf(entity, task).ifPresent(at -> context.places()
                            .object(task.ref().id(), entity, at.project().id()));
                }
                merge(entity, linked, task, !(context.link(entity) instanceof SyncLink.Linked));
            }
            case ASK -> deletedHere(entity, linked, task);
            case LEAVE_SCOPE -> left(entity, task);
            default -> {} // what is done there, such as a delete, is done after a look of its own
        }
    }

    private RemoteState state(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        if (placeOf(entity, task).isEmpty() && movedByOthers(entity, linked, task)) {
            return RemoteState.MOVED_UNMAPPED;
        }
        if (!task.ref().list().equals(linked.remote().list())) {
            return RemoteState.MOVED_MAPPED;
        }
        return Reconciliation.changedByOthers(linked, context.words().compared(entity.kind(), task))
                ? RemoteState.SEEN_CHANGED
                : RemoteState.SEEN_UNCHANGED;
    }

    /** What was written into a deleted object is not there once somebody has restored it; nor where an older one landed. */
    Set<Field> unproved(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        SyncLink.Linked whole = context.links().withWholePast(entity) instanceof SyncLink.Linked stored
                ? context.words().compared(entity.kind(), stored)
                : linked;
        Set<Field> unproved = Reconciliation.unproved(
                whole,
                context.words().compared(entity.kind(), task),
                context.draft().lastSeen(entity, whole.remote().list()),
                context.observed().isSeen(entity) || context.draft().isShown(entity));
        unproved.removeAll(Reconciliation.turnedBack(linked, context.words().compared(entity.kind(), task)));
        if (linked.base().status() == RemoteStatus.ABANDONED) { // which no list shows before somebody opens it again
            unproved.remove(Field.STATUS);
        }
        if (task.recurring()) { // what was completed of it is open again, as the next occurrence
            unproved.removeAll(EnumSet.of(Field.STATUS, Field.DATES));
        }
        return unproved;
    }

    /** A move of ours takes two writes; after the first alone it may stand where nothing of the ledger's is. */
    private boolean movedByOthers(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        boolean atTop = entity.kind() == Kind.TASK && task.content().parent() == null;
        return !(atTop || isOnItsWay(entity, linked, task))
                || Reconciliation.changesOfOthers(linked, context.words().compared(entity.kind(), task))
                        .contains(Field.PARENT);
    }

    /** Moved here, and not yet or only half of it there: what it is still below there may be gone by now. */
    private boolean isOnItsWay(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        Canonical local = entity.kind() == Kind.TASK ? context.local().content(entity) : null;
        if (local == null || Objects.equals(local.parent(), linked.base().parent())) {
            return false;
        }
        String list = task.ref().list();
        return list.equals(linked.remote().list()) || list.equals(local.parent());
    }

    /** Empty where it left the scope; a card has no place but the top of the card list. */
    Optional<Planned.Place> placeOf(EntityRef entity, RemoteTask task) {
        if (entity.kind() == Kind.TASK) {
            return context.places().ofTask(task);
        }
        boolean card =
                context.places().isCardList(task.ref().list()) && task.content().parent() == null;
        return card ? Optional.of(new Planned.Place(entity, null)) : Optional.empty();
    }

    private void merge(EntityRef entity, SyncLink.Linked linked, RemoteTask task, boolean returned) {
        Wanted.Present replaced = context.wanted(entity) instanceof Wanted.Replaced
                ? context.sides().restored(entity)
                : null;
        Canonical local = replaced == null
                ? context.local().content(entity)
                : context.local().content(entity, replaced);
        if (local == null) {
            return;
        }
        Merge merge = Merge.of(
                local,
                linked,
                context.words().compared(entity.kind(), task),
                task.recurring(),
                context.settings().policies(),
                context.frozen().fields(entity),
                unproved(entity, linked, task));
        Planned.Place moveTo = null;
        if (merge.pull().parent() != null) {
            Optional<Planned.Place> to = context.places()
                    .ofTask(task.ref().list(), merge.pull().parent().to());
            if (to.isEmpty()) {
                context.draft().leaveOpen(); // its new parent is not known yet
                return;
            }
            moveTo = to.get();
        }
        if (!returned && isPushAlone(linked, task, merge)) {
            if (!merge.push().isEmpty()) {
                context.draft()
                        .decide(new Planned.Pushed(
                                entity,
                                Planned.Pushed.Action.UPDATE,
                                task.ref(),
                                context.local().above(entity),
                                merge.push().fields(),
                                ExistenceRule.ON_BOTH_SIDES));
            }
            return;
        }
        context.draft()
                .decide(
                        returned
                                ? new Planned.Returned(entity, context.sides().version(entity), task, merge, moveTo)
                                : new Planned.Merged(entity, context.sides().version(entity), task, merge, moveTo));
    }

    private static boolean isPushAlone(SyncLink.Linked linked, RemoteTask task, Merge merge) {
        return merge.pull().isEmpty()
                && merge.collisions().isEmpty()
                && merge.thawed().isEmpty()
                && merge.waiting().isEmpty()
                && merge.base().equals(linked.base())
                && task.ref().equals(linked.remote());
    }

    private void deletedHere(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        CanonicalChanges changes =
                CanonicalChanges.between(linked.base(), context.words().compared(entity.kind(), task));
        context.draft()
                .decide(new Planned.Asked(
                        entity,
                        new Dispute.DeletedHere(
                                task.ref(), changes, "it was changed in " + context.title() + " later")));
    }
}
