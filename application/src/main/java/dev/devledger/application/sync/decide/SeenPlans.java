package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.CardWords;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What becomes of an entity whose remote object was seen: existence first, then fields. */
final class SeenPlans {
    private final Snapshot snapshot;
    private final SyncSettings settings;
    private final Observed sightings;
    private final RemoteLookups lookUps;
    private final KnownLinks links;
    private final LedgerViews sides;
    private final LocalContent here;
    private final OpenConflicts frozen;
    private final LedgerPlaces places;
    private final ExistenceTable table;
    private final PlanDraft draft;

    SeenPlans(
            Snapshot snapshot,
            SyncSettings settings,
            Observed sightings,
            RemoteLookups lookUps,
            KnownLinks links,
            LedgerViews sides,
            LocalContent here,
            OpenConflicts frozen,
            LedgerPlaces places,
            ExistenceTable table,
            PlanDraft draft) {
        this.table = table;
        this.snapshot = snapshot;
        this.settings = settings;
        this.sightings = sightings;
        this.lookUps = lookUps;
        this.links = links;
        this.sides = sides;
        this.here = here;
        this.frozen = frozen;
        this.places = places;
        this.draft = draft;
    }

    /** What a list shows of it; {@code marked} where it may have been changed here. */
    void look(EntityRef entity, RemoteTask listed, boolean marked) {
        if (sightings.differs(entity, listed)) {
            if (links.link(entity) instanceof SyncLink.Linked linked
                    && !unproved(entity, CardWords.compared(entity.kind(), linked), listed)
                            .isEmpty()) {
                draft.unproved(entity, listed.ref().list());
            }
            newest(entity, listed).ifPresentOrElse(now -> plan(entity, now), draft::leaveOpen);
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
        SyncLink link = links.link(entity);
        if (link instanceof SyncLink.OutOfScope) {
            return placeOf(entity, listed).isEmpty()
                    ? Optional.of(listed) // it stays where it is
                    : Optional.ofNullable(lookUps.ask(listed.ref(), listed).task());
        }
        SyncLink.Linked linked = Observed.asLinked(link);
        if (linked == null || !linked.syncedAt().plus(settings.settle()).isAfter(snapshot.startedAt())) {
            return Optional.of(listed);
        }
        RemoteLookups.Found found = isOldList(entity, linked, listed)
                ? lookUps.ask(linked.remote(), listed)
                : lookUps.askNewest(linked.remote(), listed);
        return Optional.ofNullable(found.task());
    }

    /** What it shows was there before, as far as it is not what both sides have agreed on since. */
    private static boolean isOldList(EntityRef entity, SyncLink.Linked stored, RemoteTask listed) {
        SyncLink.Linked linked = CardWords.compared(entity.kind(), stored);
        Canonical shown = Observed.compared(entity, listed);
        return Reconciliation.oldViews(linked, shown).containsAll(Reconciliation.changesOfOthers(linked, shown));
    }

    /** A refusal is shown for as long as there is something that is refused. */
    private void accepted(EntityRef entity) {
        if (links.link(entity) instanceof SyncLink.Linked linked
                && linked.refusal() != null
                && linked.sent().isEmpty()
                && CardWords.compared(entity.kind(), linked).base().equals(here.content(entity))) {
            draft.add(new Planned.Accepted(entity, linked.base()));
        }
    }

    void plan(EntityRef entity, RemoteTask task) {
        if (sides.wanted(entity) == null) {
            return;
        }
        Optional<ConflictBook.Standing> asked = frozen.asWhole(entity);
        if (asked.isPresent()) {
            changedAgain(entity, asked.get().dispute(), task);
            return;
        }
        switch (links.link(entity)) {
            case SyncLink.Linked linked
            when isOldView(entity, linked, task) -> {
                LocalState local = here.state(entity, CardWords.compared(entity.kind(), linked));
                if (table.decide(linked, local, RemoteState.GLIMPSED).action() == Action.FETCH) {
                    lookedAtAgain(entity, linked, task);
                }
            }
            case SyncLink.Linked linked -> merged(entity, linked, task);
            case SyncLink.Deleting deleting
            when sightings.differs(entity, task) -> merged(entity, Observed.linked(deleting), task);
            case SyncLink.OutOfScope outside -> merged(entity, outside.again(snapshot.startedAt()), task);
            case SyncLink.Closed closed -> back(entity, closed, task);
            default -> {}
        }
    }

    /**
     * The first read after a write may show what was there before it; the next one does not
     * (docs/ticktick.md, section 7).
     */
    private void lookedAtAgain(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        RemoteTask now = lookUps.ask(task.ref(), task).task();
        if (now == null) {
            draft.leaveOpen();
        } else {
            merged(entity, linked, now);
        }
    }

    private static boolean isOldView(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        return !Reconciliation.oldViews(CardWords.compared(entity.kind(), linked), Observed.compared(entity, task))
                .isEmpty();
    }

    private void left(EntityRef entity, RemoteTask task) {
        draft.decide(new Planned.OutOfScope(entity, task.ref().id(), "it is now in a place that is not synced"));
    }

    private void merged(EntityRef entity, SyncLink.Linked stored, RemoteTask task) {
        SyncLink.Linked linked = CardWords.compared(entity.kind(), stored);
        Existence decided = table.decide(links.link(entity), here.state(entity, linked), state(entity, linked, task));
        boolean outside = links.link(entity) instanceof SyncLink.OutOfScope;
        switch (decided.action()) {
            case MERGE_FIELDS, MOVE -> {
                if (outside) {
                    placeOf(entity, task)
                            .ifPresent(at -> places.object(
                                    task.ref().id(), entity, at.project().id()));
                }
                merge(entity, linked, task, !(links.link(entity) instanceof SyncLink.Linked));
            }
            case ASK -> deletedHere(entity, linked, task, decided);
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
        return Reconciliation.changedByOthers(linked, Observed.compared(entity, task))
                ? RemoteState.SEEN_CHANGED
                : RemoteState.SEEN_UNCHANGED;
    }

    /** What was written into a deleted object is not there once somebody has restored it; nor where an older one landed. */
    private Set<Field> unproved(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        SyncLink.Linked whole = links.withWholePast(entity) instanceof SyncLink.Linked stored
                ? CardWords.compared(entity.kind(), stored)
                : linked;
        Set<Field> unproved = Reconciliation.unproved(
                whole,
                Observed.compared(entity, task),
                draft.lastSeen(entity, whole.remote().list()),
                sightings.isSeen(entity) || draft.isShown(entity));
        unproved.removeAll(Reconciliation.turnedBack(linked, Observed.compared(entity, task)));
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
                || Reconciliation.changesOfOthers(linked, Observed.compared(entity, task))
                        .contains(Field.PARENT);
    }

    /** Moved here, and not yet or only half of it there: what it is still below there may be gone by now. */
    private boolean isOnItsWay(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
        Canonical local = entity.kind() == Kind.TASK ? here.content(entity) : null;
        if (local == null || Objects.equals(local.parent(), linked.base().parent())) {
            return false;
        }
        String list = task.ref().list();
        return list.equals(linked.remote().list()) || list.equals(local.parent());
    }

    /** Empty where it left the scope; a card has no place but the top of the card list. */
    private Optional<Planned.Place> placeOf(EntityRef entity, RemoteTask task) {
        if (entity.kind() == Kind.TASK) {
            return places.ofTask(task);
        }
        boolean card = places.isCardList(task.ref().list()) && task.content().parent() == null;
        return card ? Optional.of(new Planned.Place(entity, null)) : Optional.empty();
    }

    private void merge(EntityRef entity, SyncLink.Linked linked, RemoteTask task, boolean returned) {
        Wanted.Present replaced = sides.wanted(entity) instanceof Wanted.Replaced ? sides.restored(entity) : null;
        Canonical local = replaced == null ? here.content(entity) : here.content(entity, replaced);
        if (local == null) {
            return;
        }
        Merge merge = Merge.of(
                local,
                linked,
                Observed.compared(entity, task),
                task.recurring(),
                settings.policies(),
                frozen.fields(entity),
                unproved(entity, linked, task));
        Planned.Place moveTo = null;
        if (merge.pull().parent() != null) {
            Optional<Planned.Place> to =
                    places.ofTask(task.ref().list(), merge.pull().parent().to());
            if (to.isEmpty()) {
                draft.leaveOpen(); // its new parent is not known yet
                return;
            }
            moveTo = to.get();
        }
        if (!returned && isPushAlone(linked, task, merge)) {
            if (!merge.push().isEmpty()) {
                draft.decide(new Planned.Pushed(
                        entity,
                        "update",
                        task.ref(),
                        here.above(entity),
                        merge.push().fields(),
                        "F3"));
            }
            return;
        }
        draft.decide(
                returned
                        ? new Planned.Returned(entity, sides.version(entity), task, merge, moveTo)
                        : new Planned.Merged(entity, sides.version(entity), task, merge, moveTo));
    }

    private static boolean isPushAlone(SyncLink.Linked linked, RemoteTask task, Merge merge) {
        return merge.pull().isEmpty()
                && merge.collisions().isEmpty()
                && merge.thawed().isEmpty()
                && merge.waiting().isEmpty()
                && merge.base().equals(linked.base())
                && task.ref().equals(linked.remote());
    }

    private void deletedHere(EntityRef entity, SyncLink.Linked linked, RemoteTask task, Existence decided) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), Observed.compared(entity, task));
        draft.decide(new Planned.Asked(
                entity,
                decided.rule(),
                new Dispute.DeletedHere(task.ref(), changes, "it was changed in TickTick later")));
    }

    /** While a person is asked what becomes of it, what others go on to change there belongs to the question. */
    private void changedAgain(EntityRef entity, Dispute asked, RemoteTask task) {
        if (!(asked instanceof Dispute.DeletedHere before) || !(links.link(entity) instanceof SyncLink.Linked linked)) {
            return;
        }
        RemoteTask now =
                isOldView(entity, linked, task) ? lookUps.ask(task.ref(), task).task() : task;
        if (now == null) {
            draft.leaveOpen();
            return;
        }
        CanonicalChanges changes = CanonicalChanges.between(
                CardWords.compared(entity.kind(), linked).base(), Observed.compared(entity, now));
        if (!changes.equals(before.remote())) {
            draft.add(new Planned.Asked(
                    entity,
                    SettledQuestions.row(before),
                    new Dispute.DeletedHere(now.ref(), changes, before.reason())));
        }
    }

    /** Both sides were rid of it, and it is there again: at once, or only in a list that lags behind. */
    private void back(EntityRef entity, SyncLink.Closed closed, RemoteTask task) {
        boolean deletedForThem = closed.isFor(sides.deletedAt(entity)) && canComeBack(entity);
        Wanted.Present before = deletedForThem ? sides.restored(entity) : null;
        LocalState local =
                before == null ? LocalState.of(Objects.requireNonNull(sides.wanted(entity))) : LocalState.ARCHIVED;
        RemoteState remote = draft.sinceLongEnough(entity) ? RemoteState.SEEN_CHANGED : RemoteState.GLIMPSED;
        Existence decided = table.decide(closed, local, remote);
        switch (decided.action()) {
            case RESTORE_LOCALLY ->
                draft.decide(new Planned.Revived(entity, task, here.content(entity, Objects.requireNonNull(before))));
            case ASK ->
                draft.decide(new Planned.Asked(
                        entity, decided.rule(), new Dispute.Reappeared(task.ref(), Observed.compared(entity, task))));
            default -> draft.doubt(entity);
        }
    }

    private boolean canComeBack(EntityRef entity) {
        return !sides.isInDeleted(entity) || draft.isDecided(sides.above(entity));
    }
}
