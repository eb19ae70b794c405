package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.LookUp;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** What became of an entity whose remote object no list shows. It is looked at by its id before anything is believed. */
record AbsentPlans(PlanContext context, SeenPlans seen) {
    static final String NOT_SEEN = "it is in no list that Devledger can read";

    /** It was expected in a list, and is not there. */
    void absent(EntityRef entity) {
        absent(entity, (ref, listGone) -> context.lookUps().ask(ref, listGone));
    }

    /** Its list is kept in step no more, and nothing has taken it out of there so far. */
    void unlisted(EntityRef entity) {
        if (!context.draft().isDecided(entity)
                && entity.kind() != Kind.LIST
                && context.link(entity) instanceof SyncLink.Linked linked
                && linked.wasOpen()
                && !context.observed().isSeen(entity)
                && context.isUnlisted(linked.remote().list())) {
            context.draft().undoubt(entity);
            absent(entity, context.lookUps()::askAnywhere);
        }
    }

    /** What both sides agreed on may be older than what was seen: while a person is asked, the list is not to show it. */
    private boolean isFinishedThere(EntityRef entity) {
        return context.frozen()
                .ofField(entity, Field.STATUS)
                .map(ConflictBook.Standing::dispute)
                .filter(each -> each.waits() && each instanceof Dispute.Values)
                .map(each -> ((Dispute.Values) each).toRemote().status())
                .map(Change::to)
                .filter(RemoteStatus::isTerminal)
                .isPresent();
    }

    /** Then nothing shows it any more, finished or not, and it is decided with all else that was in it. */
    private boolean isListGone(SyncLink link) {
        RemoteRef object = link.object();
        return object != null && context.snapshot().gone().contains(object.list());
    }

    private void absent(EntityRef entity, BiFunction<RemoteRef, Boolean, RemoteLookups.Found> look) {
        Wanted wanted = context.wanted(entity);
        SyncLink link = context.link(entity);
        if (wanted == null || waits(entity) || (isFinishedThere(entity) && !isListGone(link))) {
            return;
        }
        if (context.action(link, LocalState.of(wanted), RemoteState.MISSING) == Action.LOOK_UP) {
            lookUp(entity, context.compared(entity, Objects.requireNonNull(Observed.asLinked(link))), look);
        } else if (link instanceof SyncLink.Deleting deleting && isListGone(link)) {
            goneWithItsList(entity, wanted, deleting);
        } // else, such as what was restored here after a delete of ours: nobody wishes that it is missing there
    }

    /** What was deleted here and changed there may be deleted there by now, which answers the question. */
    private boolean waits(EntityRef entity) {
        return context.frozen()
                .asWhole(entity)
                .filter(each -> !(each.dispute() instanceof Dispute.DeletedLocally))
                .isPresent();
    }

    private void lookUp(
            EntityRef entity, SyncLink.Linked linked, BiFunction<RemoteRef, Boolean, RemoteLookups.Found> look) {
        String list = linked.remote().list();
        boolean listGone = context.snapshot().gone().contains(list)
                || !context.snapshot().lists().containsKey(list);
        RemoteLookups.Searched searched = searched(linked.remote(), listGone);
        RemoteLookups.Found found = look.apply(linked.remote(), listGone);
        RemoteTask task = found.task();
        if (task != null && (found.elsewhere() || task.content().status() != RemoteStatus.OPEN)) {
            seen.found(entity, task, found.elsewhere());
        } else if (task != null && context.tellsDeleted()) {
            leftOut(entity, task);
        } else if (found.byId() == LookUp.ById.OPEN && searched instanceof RemoteLookups.Searched.Shown(var shown)) {
            leftOut(entity, shown);
        } else {
            notFound(entity, linked, stateOf(found, isSettled(entity, found, searched)));
        }
    }

    /**
     * Before the look by its id: what is completed between the two no search of open ones shows, and that look does. And
     * in the first read that misses it as well: what is moved away after the second look only is in both searches, and
     * the first look after a move may show where it was.
     */
    private RemoteLookups.Searched searched(RemoteRef object, boolean listGone) {
        return listGone || context.tellsDeleted() || context.lookUps().wasFinished(object)
                ? new RemoteLookups.Searched.Unanswered()
                : context.lookUps().inSearch(object);
    }

    /** The list and the look by the id say the same of a deleted one and of one that the list leaves out. */
    private boolean isSettled(EntityRef entity, RemoteLookups.Found found, RemoteLookups.Searched searched) {
        if (found.byId() != LookUp.ById.OPEN) {
            return context.draft().sinceLongEnough(entity);
        }
        return switch (searched) {
            case RemoteLookups.Searched.Cut cut -> context.draft().sinceTwiceAsLong(entity);
            case RemoteLookups.Searched.Unanswered unanswered -> false;
            case RemoteLookups.Searched.NotShown gone -> context.draft().sinceLongEnough(entity);
            case RemoteLookups.Searched.Shown shown -> context.draft().sinceLongEnough(entity);
        };
    }

    /** Of one that was found nowhere. */
    static RemoteState stateOf(RemoteLookups.Found found, boolean settled) {
        LookUp.Elsewhere elsewhere = found.searched() ? LookUp.Elsewhere.NOWHERE : LookUp.Elsewhere.NOT_SEARCHED;
        return new LookUp(found.byId(), elsewhere, false, settled).state();
    }

    private void notFound(EntityRef entity, SyncLink.Linked linked, RemoteState state) {
        String list = linked.remote().list();
        String id = linked.remote().id();
        if (state != RemoteState.MOVED_UNMAPPED) {
            context.draft().miss(entity, list);
        }
        Instant lastSeen = context.draft().lastSeen(entity, list);
        LocalState here = context.local().state(entity, linked, lastSeen);
        switch (context.action(context.link(entity), here, state)) {
            case DELETE_LOCALLY ->
                context.decide(new Planned.Removed(
                        entity,
                        context.sides().version(entity),
                        list,
                        id,
                        context.local().above(entity)));
            case DETACH_AND_ASK ->
                context.decide(new Planned.Asked(
                        entity,
                        new Dispute.DeletedRemotely(
                                linked.remote(), changedSince(entity, lastSeen), context.whyAsked(here))));
            case CLOSE -> closed(entity, id);
            case LEAVE_SCOPE -> context.decide(new Planned.OutOfScope(entity, id, NOT_SEEN));
            default -> context.leaveOpen(entity, "is not shown by " + context.title() + "; one more look decides");
        }
    }

    private void closed(EntityRef entity, String id) {
        context.decide(new Planned.Closed(entity, id));
        context.frozen()
                .asWhole(entity)
                .ifPresent(each -> context.add(
                        new Planned.Withdrawn(entity, each, "it was deleted in " + context.title() + " as well")));
    }

    /** It is there, and its list does not show it. */
    private void leftOut(EntityRef entity, RemoteTask task) {
        context.leaveOpen(entity, "is in " + context.title() + ", and its list does not show it");
        context.draft().show(entity);
        seen.plan(entity, task);
    }

    /** It is wanted again after a delete of ours, of which nobody can tell any more whether it came to pass. */
    private void goneWithItsList(EntityRef entity, Wanted wanted, SyncLink.Deleting deleting) {
        boolean settled = context.draft().sinceLongEnough(entity);
        context.draft().miss(entity, deleting.remote().list());
        RemoteLookups.Found found = context.lookUps().ask(deleting.remote(), true);
        boolean nowhere = found.searched() && found.task() == null;
        Action existence = context.action(
                LinkState.DELETE_OVER,
                LocalState.of(wanted),
                settled && nowhere ? RemoteState.GONE : RemoteState.MISSING);
        if (existence == Action.CLOSE) {
            context.decide(new Planned.Closed(entity, deleting.remote().id()));
        } else {
            context.leaveOpen(
                    entity,
                    "was to be deleted in " + context.title() + " with its list; one more look tells whether it was");
        }
    }

    private CanonicalChanges changedSince(EntityRef entity, Instant lastSeen) {
        SyncLink.Linked whole = context.compared(
                entity, Objects.requireNonNull(Observed.asLinked(context.links().withWholePast(entity))));
        return CanonicalChanges.between(
                whole.agreedAt(lastSeen), Objects.requireNonNull(context.local().content(entity)));
    }

    /** What was changed here after both had finished it is in no list (E17), and may have been changed there as well. */
    record FinishedPlans(PlanContext context, SeenPlans seen, AbsentPlans absent) {
        void plan(EntityRef entity) {
            Wanted wanted = context.wanted(entity);
            if (wanted != null
                    && context.link(entity) instanceof SyncLink.Linked linked
                    && isUnseen(entity, linked)
                    && context.action(linked, LocalState.of(wanted), RemoteState.NOT_EXPECTED) == Action.FETCH) {
                look(entity, linked, wanted);
            }
        }

        private boolean isUnseen(EntityRef entity, SyncLink.Linked linked) {
            String list = linked.remote().list();
            return !context.draft().isDecided(entity)
                    && !context.observed().isSeen(entity)
                    && !context.observed().cannotBeRead(entity)
                    && entity.kind() != Kind.LIST
                    && !linked.wasOpen()
                    && (context.snapshot().provesAbsence(list) || context.isUnlisted(list));
        }

        private void look(EntityRef entity, SyncLink.Linked linked, Wanted wanted) {
            boolean listGone =
                    context.snapshot().gone().contains(linked.remote().list());
            RemoteLookups.Found found = context.lookUps().ask(linked.remote(), listGone);
            RemoteTask task = found.task();
            if (task == null) {
                notFound(entity, linked, wanted, found);
            } else if (!found.elsewhere() && task.content().status() == RemoteStatus.OPEN && wanted.leaves()) {
                absent.absent(entity); // its list should show it then
            } else if (found.elsewhere() || !isTurnedBack(entity, task)) { // a deleted one answers by its id alone
                seen.found(entity, task, found.elsewhere());
            }
        }

        /** Nobody can be asked about what no list shows where it is by now; and whoever has moved it there works with it. */
        private void notFound(EntityRef entity, SyncLink.Linked linked, Wanted wanted, RemoteLookups.Found found) {
            RemoteState state = AbsentPlans.stateOf(found, false);
            boolean leaves = context.action(linked, LocalState.of(wanted), state) == Action.LEAVE_SCOPE;
            if (leaves && !(wanted instanceof Wanted.Present)) { // a change of ours is told as refused
                context.decide(new Planned.OutOfScope(entity, linked.remote().id(), AbsentPlans.NOT_SEEN));
            }
        }

        /** It took what was written here, and does not hold it: it is deleted, as far as anybody can tell. */
        private boolean isTurnedBack(EntityRef entity, RemoteTask task) {
            if (context.tellsDeleted() || !(context.links().withWholePast(entity) instanceof SyncLink.Linked stored)) {
                return false;
            }
            SyncLink.Linked whole = context.compared(entity, stored);
            Canonical there = context.compared(entity, task);
            Set<Field> apart = Reconciliation.changesOfOthers(whole, there);
            return !apart.isEmpty() && Reconciliation.oldViews(whole, there).containsAll(apart);
        }
    }
}
