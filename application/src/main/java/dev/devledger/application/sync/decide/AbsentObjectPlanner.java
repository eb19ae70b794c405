package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** Plans entities whose remote object no list shows. The object is read by its id before an absence is believed. */
record AbsentObjectPlanner(PlanContext context, ObservedObjectPlanner seen) {
    static final String NOT_SEEN = "it is in no list that Devledger can read";

    /** Plans an entity whose object was expected in a list and is not in it. */
    void absent(EntityRef entity) {
        absent(entity, (ref, listGone) -> context.lookUps().ask(ref, listGone));
    }

    /** Plans an entity whose object's list is no longer synced, unless an earlier step has decided the entity. */
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

    /**
     * True if an open conflict has a finished remote status, newer than the base: then no list has to show the object.
     */
    private boolean isFinishedRemotely(EntityRef entity) {
        return context.frozen()
                .ofField(entity, Field.STATUS)
                .map(ConflictBook.OpenConflict::dispute)
                .filter(each -> each.waits() && each instanceof Dispute.FieldDispute)
                .map(each -> ((Dispute.FieldDispute) each).toRemote().status())
                .map(Change::to)
                .filter(RemoteStatus::isTerminal)
                .isPresent();
    }

    /**
     * True if the object's list is gone: no list shows the object any more, and it is decided with everything in its
     * list.
     */
    private boolean isListGone(SyncLink link) {
        RemoteRef object = link.object();
        return object != null && context.snapshot().gone().contains(object.list());
    }

    private void absent(EntityRef entity, BiFunction<RemoteRef, Boolean, RemoteLookups.LookupFinding> look) {
        DesiredObject wanted = context.wanted(entity);
        SyncLink link = context.link(entity);
        if (wanted == null || waits(entity) || (isFinishedRemotely(entity) && !isListGone(link))) {
            return;
        }
        if (context.action(link, LocalState.of(wanted), RemoteState.MISSING) == Action.LOOK_UP) {
            lookUp(entity, context.compared(entity, Objects.requireNonNull(ObservedObjects.asLinked(link))), look);
        } else if (link instanceof SyncLink.Deleting deleting && isListGone(link)) {
            goneWithItsList(entity, wanted, deleting);
        } // otherwise nothing follows from the absence, as after a restore
    }

    /**
     * True if the entity waits for an answer to a question. A question about its local deletion does not count: a
     * remote deletion answers that.
     */
    private boolean waits(EntityRef entity) {
        return context.frozen()
                .asWhole(entity)
                .filter(each -> !(each.dispute() instanceof Dispute.DeletedLocally))
                .isPresent();
    }

    private void lookUp(
            EntityRef entity,
            SyncLink.Linked linked,
            BiFunction<RemoteRef, Boolean, RemoteLookups.LookupFinding> look) {
        String list = linked.remote().list();
        boolean listGone = context.snapshot().gone().contains(list)
                || !context.snapshot().lists().containsKey(list);
        RemoteLookups.Searched searched = searched(linked.remote(), listGone);
        RemoteLookups.LookupFinding found = look.apply(linked.remote(), listGone);
        RemoteTask task = found.task();
        if (task != null && (found.elsewhere() || task.content().status() != RemoteStatus.OPEN)) {
            seen.found(entity, task, found.elsewhere());
        } else if (task != null && context.tellsDeleted()) {
            leftOut(entity, task);
        } else if (found.byId() == LookupFindings.ById.OPEN
                && searched instanceof RemoteLookups.Searched.Shown(var shown)) {
            leftOut(entity, shown);
        } else {
            notFound(entity, linked, stateOf(found, isSettled(entity, found, searched)));
        }
    }

    /**
     * Searches the list before the object is read by its id: a search of open tasks misses one that is completed in
     * between, and the read by id finds it. The search is also made in the first read that misses the object: an object
     * that is moved away after the second read is then in both searches, while the first read after a move may be
     * outdated.
     */
    private RemoteLookups.Searched searched(RemoteRef object, boolean listGone) {
        return listGone || context.tellsDeleted() || context.lookUps().wasFinished(object)
                ? new RemoteLookups.Searched.Unanswered()
                : context.lookUps().inSearch(object);
    }

    /**
     * True if the absence lasts long enough. If the read by id returns an open object, the search decides: a deleted
     * object and one that its list leaves out give the same answer.
     */
    private boolean isSettled(EntityRef entity, RemoteLookups.LookupFinding found, RemoteLookups.Searched searched) {
        if (found.byId() != LookupFindings.ById.OPEN) {
            return context.draft().sinceLongEnough(entity);
        }
        return switch (searched) {
            case RemoteLookups.Searched.Cut cut -> context.draft().sinceTwiceAsLong(entity);
            case RemoteLookups.Searched.Unanswered unanswered -> false;
            case RemoteLookups.Searched.NotShown gone -> context.draft().sinceLongEnough(entity);
            case RemoteLookups.Searched.Shown shown -> context.draft().sinceLongEnough(entity);
        };
    }

    /** Returns the state of an object that was not found anywhere. */
    static RemoteState stateOf(RemoteLookups.LookupFinding found, boolean settled) {
        LookupFindings.Elsewhere elsewhere =
                found.searched() ? LookupFindings.Elsewhere.NOWHERE : LookupFindings.Elsewhere.NOT_SEARCHED;
        return new LookupFindings(found.byId(), elsewhere, false, settled).state();
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
                context.decide(new Planned.DeletedRemotely(
                        entity,
                        context.sides().version(entity),
                        list,
                        id,
                        context.local().above(entity)));
            case DETACH_AND_ASK ->
                context.decide(new Planned.Question(
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
                        new Planned.Withdrawal(entity, each, "it was deleted in " + context.title() + " as well")));
    }

    /** Plans an object that exists though its list does not show it. */
    private void leftOut(EntityRef entity, RemoteTask task) {
        context.leaveOpen(entity, "is in " + context.title() + ", and its list does not show it");
        context.draft().show(entity);
        seen.plan(entity, task);
    }

    /**
     * Plans an entity that has to exist again after an unanswered delete: its list is gone, and with it any trace of
     * the delete's outcome.
     */
    private void goneWithItsList(EntityRef entity, DesiredObject wanted, SyncLink.Deleting deleting) {
        boolean settled = context.draft().sinceLongEnough(entity);
        context.draft().miss(entity, deleting.remote().list());
        RemoteLookups.LookupFinding found = context.lookUps().ask(deleting.remote(), true);
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
                entity,
                Objects.requireNonNull(ObservedObjects.asLinked(context.links().withWholePast(entity))));
        return CanonicalChanges.between(
                whole.agreedAt(lastSeen), Objects.requireNonNull(context.local().content(entity)));
    }

    /**
     * Plans entities that changed in the ledger after both sides had finished them (E17): no list shows their objects,
     * which may have changed remotely too.
     */
    record FinishedObjectPlanner(PlanContext context, ObservedObjectPlanner seen, AbsentObjectPlanner absent) {
        void plan(EntityRef entity) {
            DesiredObject wanted = context.wanted(entity);
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

        private void look(EntityRef entity, SyncLink.Linked linked, DesiredObject wanted) {
            boolean listGone =
                    context.snapshot().gone().contains(linked.remote().list());
            RemoteLookups.LookupFinding found = context.lookUps().ask(linked.remote(), listGone);
            RemoteTask task = found.task();
            if (task == null) {
                notFound(entity, linked, wanted, found);
            } else if (!found.elsewhere() && task.content().status() == RemoteStatus.OPEN && wanted.leaves()) {
                absent.absent(entity); // its list should then show it
            } else if (found.elsewhere() || !isTurnedBack(entity, task)) { // a deleted object is found by its id alone
                seen.found(entity, task, found.elsewhere());
            }
        }

        /**
         * Takes an object that cannot be found out of the sync: no question about it could be answered, and others may
         * be working with it.
         */
        private void notFound(
                EntityRef entity, SyncLink.Linked linked, DesiredObject wanted, RemoteLookups.LookupFinding found) {
            RemoteState state = AbsentObjectPlanner.stateOf(found, false);
            boolean leaves = context.action(linked, LocalState.of(wanted), state) == Action.LEAVE_SCOPE;
            if (leaves && !(wanted instanceof DesiredObject.Present)) { // a change of the ledger is reported as refused
                context.decide(new Planned.OutOfScope(entity, linked.remote().id(), AbsentObjectPlanner.NOT_SEEN));
            }
        }

        /** True if the object accepted a write but holds the value from before: as far as is known, it is deleted. */
        private boolean isTurnedBack(EntityRef entity, RemoteTask task) {
            if (context.tellsDeleted() || !(context.links().withWholePast(entity) instanceof SyncLink.Linked stored)) {
                return false;
            }
            SyncLink.Linked whole = context.compared(entity, stored);
            CanonicalContent there = context.compared(entity, task);
            Set<Field> apart = Reconciliation.changesOfOthers(whole, there);
            return !apart.isEmpty() && Reconciliation.oldViews(whole, there).containsAll(apart);
        }
    }
}
