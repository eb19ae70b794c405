package dev.devledger.application.sync.decide;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.List;
import java.util.Objects;

/** What becomes of the lists themselves: found by name, renamed there, or deleted there. */
final class ListPlans {
    private static final String HOLDS_OTHERS = "its list has tasks that Devledger does not know";

    private final PlanContext context;

    ListPlans(PlanContext context) {
        this.context = context;
    }

    void plan() {
        for (SyncedList scope : context.snapshot().scopes()) {
            RemoteList list = context.snapshot().lists().get(scope.list());
            if (!scope.linked() && list != null) {
                found(scope, list);
            } else if (context.snapshot().gone().contains(scope.list())) {
                gone(scope);
            } else if (list != null && !scope.cards()) { // a rename of the card list changes nothing
                leftover(scope);
                renamed(scope, list);
            }
        }
    }

    /** What somebody else has put into a list of that name is theirs, unless a person says that it is this one. */
    private void found(SyncedList scope, RemoteList list) {
        if (!context.snapshot().read().contains(list.id())) {
            context.draft().leaveOpen();
            return;
        }
        long foreign = foreign(list.id());
        boolean free = foreign == 0 || context.links().holds(list.id());
        // Which list it was once does not matter, as this one has its name.
        Existence decided = context.table()
                .decide(LinkState.NONE, LocalState.CHANGED, free ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS);
        if (decided.action() == Action.ADOPT) {
            context.draft().add(new Planned.ListFound(scope.owner(), list));
            return;
        }
        String question = "a list called \"" + list.name() + "\" already exists in " + context.title() + ", with "
                + foreign + (foreign == 1 ? " task" : " tasks") + " that Devledger does not know; is it this one?";
        Dispute.Candidate candidate =
                new Dispute.Candidate(new RemoteRef(list.id(), list.id()), Canonical.list(list.name()));
        context.draft().add(new Planned.Asked(scope.owner(), new Dispute.WhichOne(question, List.of(candidate))));
    }

    private long foreign(String list) {
        return context.snapshot().seen().stream()
                        .filter(task -> task.ref().list().equals(list)
                                && context.links().owner(task.ref().id()).isEmpty())
                        .count()
                + context.snapshot().quarantined().values().stream()
                        .filter(each -> each.ref().list().equals(list)
                                && context.links().owner(each.ref().id()).isEmpty())
                        .count();
    }

    /** It goes with all that was in it, see {@link ListEnds}. */
    private void gone(SyncedList scope) {
        if (!context.snapshot().consistent()) {
            return;
        }
        boolean proven = context.draft().sinceLongEnough(scope.owner());
        context.draft()
                .miss(scope.owner(), scope.list()); // also while a person is asked: it is as gone in the next cycle
        if (!proven) {
            return;
        }
        if (!scope.cards()) {
            deleted(scope);
        }
        context.frozen().asWhole(scope.owner()).ifPresent(each -> context.draft()
                .add(new Planned.Withdrawn(scope.owner(), each, "its list was deleted in " + context.title())));
    }

    /** Deleted here as well, or another object by now, it is let go when nothing is left in it. */
    private void deleted(SyncedList scope) {
        EntityRef owner = scope.owner();
        SyncLink.Linked linked = Observed.asLinked(context.link(owner));
        if (context.wanted(owner) == null || linked == null) {
            return;
        }
        LocalState local = context.local().state(owner, linked, context.draft().lastSeen(owner, scope.list()));
        Existence decided = context.table().decide(context.link(owner), local, RemoteState.GONE);
        switch (decided.action()) {
            case DELETE_LOCALLY ->
                context.draft()
                        .add(new Planned.Removed(
                                owner, context.sides().version(owner), scope.list(), scope.list(), null));
            case DETACH_AND_ASK -> {
                Canonical now = Objects.requireNonNull(context.local().content(owner));
                context.draft()
                        .add(new Planned.Asked(
                                owner,
                                new Dispute.DeletedThere(
                                        new RemoteRef(scope.list(), scope.list()),
                                        CanonicalChanges.between(linked.base(), now))));
            }
            default -> {}
        }
    }

    /** The project was deleted here, and what is not the ledger's is in its list: that is not ours to delete. */
    private void leftover(SyncedList scope) {
        EntityRef owner = scope.owner();
        Wanted wanted = context.wanted(owner);
        boolean decided = context.link(owner) instanceof SyncLink.Deleting deleting && deleting.withAll();
        if (decided || wanted == null || !context.snapshot().provesAbsence(scope.list())) {
            return;
        }
        boolean foreign = context.snapshot().seen().stream()
                .anyMatch(task -> task.ref().list().equals(scope.list())
                        && context.links().owner(task.ref().id()).isEmpty());
        Existence existence = context.table()
                .decide(
                        context.link(owner),
                        LocalState.of(wanted),
                        foreign ? RemoteState.HOLDS_OTHERS : RemoteState.SEEN_UNCHANGED);
        if (existence.action() == Action.ASK) {
            asked(owner, scope.list(), CanonicalChanges.NONE, HOLDS_OTHERS);
        }
    }

    private void renamed(SyncedList scope, RemoteList list) {
        EntityRef owner = scope.owner();
        ProjectView project = context.sides().project(owner.id());
        Wanted wanted = context.wanted(owner);
        SyncLink.Linked linked = Observed.asLinked(context.link(owner));
        boolean decided = context.link(owner) instanceof SyncLink.Deleting deleting && deleting.withAll();
        if (project == null || wanted == null || linked == null || decided) {
            return;
        }
        Canonical here = Canonical.list(context.words().listName(project.name()));
        Canonical there = Canonical.list(context.words().listName(list.name()));
        if (there.title().equals(linked.base().title())) {
            return;
        }
        if (!context.snapshot().provesNames()) { // the first look at them may show an old one
            context.draft().leaveOpen();
            return;
        }
        Existence existence =
                context.table().decide(context.link(owner), LocalState.of(wanted), RemoteState.SEEN_CHANGED);
        switch (existence.action()) {
            case MERGE_FIELDS -> {
                if (context.link(owner) instanceof SyncLink.Linked) { // else its delete is taken back first
                    Merge merge = Merge.of(
                            here,
                            linked,
                            there,
                            false,
                            context.settings().policies(),
                            context.frozen().fields(owner));
                    context.draft().add(new Planned.ListRenamed(owner, project.version(), list, merge));
                }
            }
            case ASK -> {
                if (Reconciliation.changedByOthers(linked, there)
                        && !context.draft().isAsked(owner)) {
                    asked(
                            owner,
                            scope.list(),
                            CanonicalChanges.between(linked.base(), there),
                            "its list was renamed in " + context.title() + " later");
                }
            }
            default -> {}
        }
    }

    private void asked(EntityRef owner, String list, CanonicalChanges there, String reason) {
        RemoteRef object = new RemoteRef(list, list);
        context.draft().add(new Planned.Asked(owner, new Dispute.DeletedHere(object, there, reason)));
    }
}
