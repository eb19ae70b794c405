package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of the lists themselves: found by name, left over here, changed there, or deleted there. */
record ListPlans(PlanContext context) {
    void plan() {
        GoneLists gone = new GoneLists(context);
        ChangedLists changed = new ChangedLists(context);
        for (SyncedList scope : context.snapshot().scopes()) {
            RemoteList list = context.snapshot().lists().get(scope.list());
            if (!scope.linked() && list != null) {
                found(scope, list);
            } else if (context.snapshot().gone().contains(scope.list())) {
                gone.plan(scope);
            } else if (list != null && !scope.cards()) { // a rename of the card list changes nothing
                leftover(scope);
                changed.plan(scope, list);
            }
        }
    }

    /** What somebody else has put into a list of that name is theirs, unless a person says that it is this one. */
    private void found(SyncedList scope, RemoteList list) {
        if (!context.snapshot().read().contains(list.id())) {
            context.leaveOpen(scope.owner(), "has a list of its name in " + context.title() + " that was not read");
            return;
        }
        long foreign = foreign(list.id());
        boolean free = foreign == 0 || holdsLinked(list.id());
        // Which list it was once does not matter, as this one has its name.
        Action decided = context.action(
                LinkState.NONE, LocalState.CHANGED, free ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS);
        if (decided == Action.ADOPT) {
            context.add(new Planned.ListFound(scope.owner(), list));
            return;
        }
        String question = "a list called \"" + list.name() + "\" already exists in " + context.title() + ", with "
                + foreign + (foreign == 1 ? " task" : " tasks") + " that Devledger does not know; is it this one?";
        Dispute.Candidate candidate =
                new Dispute.Candidate(new RemoteRef(list.id(), list.id()), Canonical.list(list.name()));
        context.add(new Planned.Asked(scope.owner(), new Dispute.WhichOne(question, List.of(candidate))));
    }

    private boolean holdsLinked(String list) {
        return context.links().inScope().stream()
                .anyMatch(entry -> entry.entity().kind() != EntityRef.Kind.LIST
                        && entry.link() instanceof SyncLink.Linked linked
                        && linked.remote().list().equals(list));
    }

    private long foreign(String list) {
        return Stream.concat(
                        context.snapshot().seen().stream().map(RemoteTask::ref),
                        context.snapshot().quarantined().values().stream().map(Quarantined::ref))
                .filter(each -> each.list().equals(list)
                        && context.links().owner(each.id()).isEmpty())
                .count();
    }

    /** The project was deleted here, and what is not the ledger's is in its list: that is not ours to delete. */
    private void leftover(SyncedList scope) {
        EntityRef owner = scope.owner();
        Wanted wanted = context.wanted(owner);
        if (goesWithAll(context.link(owner))
                || wanted == null
                || !context.snapshot().provesAbsence(scope.list())) {
            return;
        }
        boolean foreign = context.snapshot().seen().stream()
                .anyMatch(task -> task.ref().list().equals(scope.list())
                        && context.links()
                                .owner(task.ref().id())
                                .map(whose -> isOutside(whose, task))
                                .orElse(true));
        Action existence = context.action(
                context.link(owner),
                LocalState.of(wanted),
                foreign ? RemoteState.HOLDS_OTHERS : RemoteState.SEEN_UNCHANGED);
        if (existence == Action.ASK) {
            context.add(new Planned.Asked(owner, ForeignChildren.inList(scope.list())));
        }
    }

    /** Deleted here with the project, and below what others had there: nothing takes it away by itself. */
    private boolean isOutside(EntityRef entity, RemoteTask task) {
        return context.link(entity) instanceof SyncLink.OutOfScope
                && context.wanted(entity) instanceof Wanted.Gone
                && context.ledger().places().ofTask(task).isEmpty();
    }

    /** A person has said what becomes of the list and all that is in it. */
    static boolean goesWithAll(SyncLink link) {
        return link instanceof SyncLink.Deleting deleting && deleting.withAll();
    }
}
