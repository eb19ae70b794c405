package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Capabilities.DeletedById;
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
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.existence.LookUp;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** What became of an entity whose remote object no list shows. It is looked at by its id before anything is believed. */
final class AbsentPlans {
    private static final String NOT_SEEN = "it is in no list that Devledger can read";

    private final PlanContext context;
    private final SeenPlans seen;

    AbsentPlans(PlanContext context, SeenPlans seen) {
        this.context = context;
        this.seen = seen;
    }

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
                && isUnlisted(linked.remote().list())) {
            context.draft().undoubt(entity);
            absent(entity, context.lookUps()::askAnywhere);
        }
    }

    /** No read tells of what is in it. */
    private boolean isUnlisted(String list) {
        return context.snapshot().consistent() && !context.links().isList(list);
    }

    /** What both sides agreed on may be older than what was seen: while a person is asked, the list is not to show it. */
    private boolean isFinishedThere(EntityRef entity) {
        return context.frozen()
                .ofField(entity, Field.STATUS)
                .map(ConflictBook.Standing::dispute)
                .filter(each -> each.waits() && each instanceof Dispute.Values)
                .map(each -> ((Dispute.Values) each).toRemote().status())
                .map(Change::to)
                .filter(status -> status == RemoteStatus.COMPLETED || status == RemoteStatus.ABANDONED)
                .isPresent();
    }

    /** Then nothing shows it any more, finished or not, and it is decided with all else that was in it. */
    private boolean isListGone(SyncLink link) {
        RemoteRef object = link.object();
        return object != null && context.snapshot().gone().contains(object.list());
    }

    private void absent(EntityRef entity, BiFunction<RemoteRef, Boolean, RemoteLookups.Found> look) {
        // What was deleted here and changed there may be deleted there by now, which answers the question.
        boolean waits = context.frozen()
                .asWhole(entity)
                .filter(each -> !(each.dispute() instanceof Dispute.DeletedHere))
                .isPresent();
        Wanted wanted = context.wanted(entity);
        SyncLink link = context.link(entity);
        if (wanted == null || waits || (isFinishedThere(entity) && !isListGone(link))) {
            return;
        }
        if (context.table()
                        .decide(link, LocalState.of(wanted), RemoteState.MISSING)
                        .action()
                != Action.LOOK_UP) {
            if (link instanceof SyncLink.Deleting deleting && isListGone(link)) {
                goneWithItsList(entity, wanted, deleting);
            }
            return; // such as what was restored here after a delete of ours: nobody wishes that it is missing there
        }
        SyncLink.Linked linked =
                context.words().compared(entity.kind(), Objects.requireNonNull(Observed.asLinked(link)));
        String list = linked.remote().list();
        boolean listGone = context.snapshot().gone().contains(list)
                || !context.snapshot().lists().containsKey(list);
        boolean settled = context.draft().sinceLongEnough(entity);
        // Before the look by its id: what is completed between the two no search of open ones shows, and that look
        // does. And in the first read that misses it as well: what is moved away after the second look only is in both
        // searches, and the first look after a move may show where it was.
        RemoteLookups.Searched searched =
                listGone || tellsDeleted() || context.lookUps().wasFinished(linked.remote())
                        ? new RemoteLookups.Searched.Unanswered()
                        : context.lookUps().inSearch(linked.remote());
        RemoteLookups.Found found = look.apply(linked.remote(), listGone);
        RemoteTask task = found.task();
        if (task != null && (found.elsewhere() || task.content().status() != RemoteStatus.OPEN)) {
            plan(entity, task, found);
            return;
        }
        if (task != null && tellsDeleted()) {
            leftOut(entity, task);
            return;
        }
        if (found.byId() == LookUp.ById.OPEN) {
            // The list and the look by the id say the same of a deleted one and of one that the list leaves out.
            switch (searched) {
                case RemoteLookups.Searched.Shown(var shown) -> {
                    leftOut(entity, shown);
                    return;
                }
                case RemoteLookups.Searched.NotShown gone -> {}
                case RemoteLookups.Searched.Cut cut -> settled = context.draft().sinceTwiceAsLong(entity);
                case RemoteLookups.Searched.Unanswered unanswered -> settled = false;
            }
        }
        LookUp.Elsewhere elsewhere = found.searched() ? LookUp.Elsewhere.NOWHERE : LookUp.Elsewhere.NOT_SEARCHED;
        RemoteState state = new LookUp(found.byId(), elsewhere, false, settled).state();
        if (state != RemoteState.MOVED_UNMAPPED) {
            context.draft().miss(entity, list);
        }
        Instant lastSeen = context.draft().lastSeen(entity, list);
        Existence existence = context.table().decide(link, context.local().state(entity, linked, lastSeen), state);
        String id = linked.remote().id();
        switch (existence.action()) {
            case DELETE_LOCALLY ->
                context.draft()
                        .decide(new Planned.Removed(
                                entity,
                                context.sides().version(entity),
                                list,
                                id,
                                context.local().above(entity)));
            case DETACH_AND_ASK ->
                context.draft()
                        .decide(new Planned.Asked(
                                entity, new Dispute.DeletedThere(linked.remote(), changedSince(entity, lastSeen))));
            case CLOSE -> {
                context.draft().decide(new Planned.Closed(entity, id));
                context.frozen().asWhole(entity).ifPresent(each -> context.draft()
                        .add(new Planned.Withdrawn(entity, each, "it was deleted in " + context.title() + " as well")));
            }
            case LEAVE_SCOPE -> context.draft().decide(new Planned.OutOfScope(entity, id, NOT_SEEN));
            default -> context.draft().leaveOpen();
        }
    }

    private boolean tellsDeleted() {
        return context.connector().capabilities().deletedById() == DeletedById.IS_TOLD;
    }

    /** It is there, and its list does not show it. */
    private void leftOut(EntityRef entity, RemoteTask task) {
        context.draft().leaveOpen();
        context.draft().show(entity);
        seen.plan(entity, task);
    }

    /** It is wanted again after a delete of ours, of which nobody can tell any more whether it came to pass. */
    private void goneWithItsList(EntityRef entity, Wanted wanted, SyncLink.Deleting deleting) {
        boolean settled = context.draft().sinceLongEnough(entity);
        context.draft().miss(entity, deleting.remote().list());
        RemoteLookups.Found found = context.lookUps().ask(deleting.remote(), true);
        boolean nowhere = found.searched() && found.task() == null;
        Existence existence = context.table()
                .decide(
                        LinkState.DELETE_OVER,
                        LocalState.of(wanted),
                        settled && nowhere ? RemoteState.GONE : RemoteState.MISSING);
        if (existence.action() == Action.CLOSE) {
            context.draft().decide(new Planned.Closed(entity, deleting.remote().id()));
        } else {
            context.draft().leaveOpen();
        }
    }

    private CanonicalChanges changedSince(EntityRef entity, Instant lastSeen) {
        SyncLink.Linked whole = context.words()
                .compared(
                        entity.kind(),
                        Objects.requireNonNull(Observed.asLinked(context.links().withWholePast(entity))));
        return CanonicalChanges.between(
                whole.agreedAt(lastSeen), Objects.requireNonNull(context.local().content(entity)));
    }

    /** What was changed here after both had finished it is in no list (E17), and may have been changed there as well. */
    void finished(EntityRef entity) {
        if (context.draft().isDecided(entity)
                || context.observed().isSeen(entity)
                || context.observed().cannotBeRead(entity)
                || entity.kind() == Kind.LIST
                || !(context.link(entity) instanceof SyncLink.Linked linked)
                || linked.wasOpen()
                || !(context.snapshot().provesAbsence(linked.remote().list())
                        || isUnlisted(linked.remote().list()))) {
            return;
        }
        Wanted wanted = context.wanted(entity);
        if (wanted == null
                || context.table()
                                .decide(linked, LocalState.of(wanted), RemoteState.NOT_EXPECTED)
                                .action()
                        != Action.FETCH) {
            return;
        }
        RemoteLookups.Found found = context.lookUps()
                .ask(
                        linked.remote(),
                        context.snapshot().gone().contains(linked.remote().list()));
        RemoteTask task = found.task();
        if (task == null) {
            movedWhileFinished(entity, linked, wanted, found);
            return;
        }
        if (!found.elsewhere() && task.content().status() == RemoteStatus.OPEN && wanted instanceof Wanted.Gone) {
            absent(entity); // its list should show it then
            return;
        }
        // A deleted one answers by its id alone.
        if (found.elsewhere() || !isTurnedBack(entity, task)) {
            plan(entity, task, found);
        }
    }

    /** Nobody can be asked about what no list shows where it is by now; and whoever has moved it there works with it. */
    private void movedWhileFinished(
            EntityRef entity, SyncLink.Linked linked, Wanted wanted, RemoteLookups.Found found) {
        LookUp.Elsewhere elsewhere = found.searched() ? LookUp.Elsewhere.NOWHERE : LookUp.Elsewhere.NOT_SEARCHED;
        RemoteState state = new LookUp(found.byId(), elsewhere, false, false).state();
        boolean leaves =
                context.table().decide(linked, LocalState.of(wanted), state).action() == Action.LEAVE_SCOPE;
        if (leaves && !(wanted instanceof Wanted.Present)) { // a change of ours is told as refused
            context.draft()
                    .decide(new Planned.OutOfScope(entity, linked.remote().id(), NOT_SEEN));
        }
    }

    private void plan(EntityRef entity, RemoteTask task, RemoteLookups.Found found) {
        if (found.elsewhere()) {
            context.draft().show(entity);
        }
        seen.plan(entity, task);
    }

    /** It took what was written here, and does not hold it: it is deleted, as far as anybody can tell. */
    private boolean isTurnedBack(EntityRef entity, RemoteTask task) {
        if (tellsDeleted() || !(context.links().withWholePast(entity) instanceof SyncLink.Linked stored)) {
            return false;
        }
        SyncLink.Linked whole = context.words().compared(entity.kind(), stored);
        Canonical there = context.words().compared(entity.kind(), task);
        Set<Field> apart = Reconciliation.changesOfOthers(whole, there);
        return !apart.isEmpty() && Reconciliation.oldViews(whole, there).containsAll(apart);
    }
}
