package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Objects;
import java.util.Optional;

/** What becomes of an entity whose remote object was seen: existence first, then fields. */
final class SeenPlans {
    private final PlanContext context;
    private final SeenMerge merge;

    SeenPlans(PlanContext context) {
        this.context = context;
        this.merge = new SeenMerge(context);
    }

    /** What a list shows of it; {@code marked} where it may have been changed here. */
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
     * A list may lag behind. What it shows of an object that both sides agreed on a moment ago may be older than that,
     * and to take it over would turn the ledger back: the object itself is asked. Empty where it does not answer.
     */
    private Optional<RemoteTask> newest(EntityRef entity, RemoteTask listed) {
        SyncLink link = context.link(entity);
        if (link instanceof SyncLink.OutOfScope) {
            return merge.placeOf(entity, listed).isEmpty()
                    ? Optional.of(listed) // it stays where it is
                    : Optional.ofNullable(
                            context.lookUps().ask(listed.ref(), listed).task());
        }
        SyncLink.Linked linked = Observed.asLinked(link);
        if (linked == null
                || !linked.syncedAt()
                        .plus(context.connector().settings().settle())
                        .isAfter(context.snapshot().startedAt())) {
            return Optional.of(listed);
        }
        RemoteLookups.Found found = isOldList(entity, linked, listed)
                ? context.lookUps().ask(linked.remote(), listed)
                : context.lookUps().askNewest(linked.remote(), listed);
        return Optional.ofNullable(
                isFinishedElsewhere(linked, listed, found)
                        ? context.lookUps().ask(listed.ref(), listed).task()
                        : found.task());
    }

    /** A search in all lists is of open ones: what was moved and has ended is looked at where its list shows it. */
    private static boolean isFinishedElsewhere(SyncLink.Linked linked, RemoteTask listed, RemoteLookups.Found found) {
        return found.task() == null
                && found.searched()
                && listed.content().status() != RemoteStatus.OPEN
                && !listed.ref().equals(linked.remote());
    }

    /** What it shows was there before, as far as it is not what both sides have agreed on since. */
    private boolean isOldList(EntityRef entity, SyncLink.Linked stored, RemoteTask listed) {
        SyncLink.Linked linked = context.compared(entity, stored);
        Canonical shown = context.compared(entity, listed);
        return Reconciliation.oldViews(linked, shown).containsAll(Reconciliation.changesOfOthers(linked, shown));
    }

    /** A refusal is shown for as long as there is something that is refused. */
    private void accepted(EntityRef entity) {
        if (context.link(entity) instanceof SyncLink.Linked linked
                && linked.refusal() != null
                && linked.sent().isEmpty()
                && context.compared(entity, linked)
                        .base()
                        .equals(context.local().content(entity))) {
            context.add(new Planned.Accepted(entity, linked.base()));
        }
    }

    /** By a look of its own; {@code elsewhere} where a search shows it in another list. */
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
        Optional<ConflictBook.Standing> asked = context.frozen().asWhole(entity);
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
            when context.observed().differs(entity, task) -> merge.merged(entity, Observed.linked(deleting), task);
            case SyncLink.OutOfScope outside ->
                merge.merged(entity, outside.again(context.snapshot().startedAt()), task);
            case SyncLink.Closed closed -> back(entity, closed, task);
            default -> {}
        }
    }

    /** The first read after a write may show what was there before it; the next one does not. */
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

    /** While a person is asked what becomes of it, what others go on to change there belongs to the question. */
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
            context.add(new Planned.Asked(entity, new Dispute.DeletedLocally(now.ref(), changes, before.reason())));
        }
    }

    /** Both sides were rid of it, and it is there again: at once, or only in a list that lags behind. */
    private void back(EntityRef entity, SyncLink.Closed closed, RemoteTask task) {
        boolean deletedForThem = closed.isFor(context.sides().deletedAt(entity)) && canComeBack(entity);
        Wanted.Present before = deletedForThem ? context.sides().restored(entity) : null;
        LocalState local =
                before == null ? LocalState.of(Objects.requireNonNull(context.wanted(entity))) : LocalState.ARCHIVED;
        RemoteState remote = context.draft().sinceLongEnough(entity) ? RemoteState.SEEN_CHANGED : RemoteState.GLIMPSED;
        Action decided = context.action(closed, local, remote);
        switch (decided) {
            case RESTORE_LOCALLY ->
                context.decide(new Planned.Revived(
                        entity, task, context.local().content(entity, Objects.requireNonNull(before))));
            case ASK ->
                context.decide(
                        new Planned.Asked(entity, new Dispute.Reappeared(task.ref(), context.compared(entity, task))));
            default -> context.draft().doubt(entity);
        }
    }

    private boolean canComeBack(EntityRef entity) {
        return !context.sides().isInDeleted(entity)
                || context.draft().isDecided(context.sides().above(entity));
    }
}
