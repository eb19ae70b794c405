package dev.devledger.application.sync.decide;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the lists themselves: found by name, left over, changed remotely, or deleted remotely. */
record ListPlanner(PlanContext context) {
    void plan() {
        GoneListPlanner gone = new GoneListPlanner(context);
        ChangedListPlanner changed = new ChangedListPlanner(context);
        for (SyncedList scope : context.snapshot().scopes()) {
            RemoteList list = context.snapshot().lists().get(scope.list());
            if (!scope.linked() && list != null) {
                found(scope, list);
            } else if (context.snapshot().gone().contains(scope.list())) {
                gone.plan(scope);
            } else if (list != null && !scope.cards()) { // a new name of a card list changes nothing
                leftover(scope);
                changed.plan(scope, list);
            }
        }
    }

    /**
     * Plans to link a list found by its name. If others have put tasks into the list, a person is asked if it is the
     * right one.
     */
    private void found(SyncedList scope, RemoteList list) {
        if (!context.snapshot().read().contains(list.id())) {
            context.leaveOpen(scope.owner(), "has a list of its name in " + context.title() + " that was not read");
            return;
        }
        long foreign = foreign(list.id());
        boolean free = foreign == 0 || holdsLinked(list.id());
        // A former list of the project does not matter, as this one has the name.
        Action decided = context.action(
                LinkState.NONE, LocalState.CHANGED, free ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS);
        if (decided == Action.ADOPT) {
            context.add(new Planned.ListFound(scope.owner(), list));
            return;
        }
        String question = "a list called \"" + list.name() + "\" already exists in " + context.title() + ", with "
                + foreign + (foreign == 1 ? " task" : " tasks") + " that Devledger does not know; is it this one?";
        Dispute.Candidate candidate =
                new Dispute.Candidate(new RemoteRef(list.id(), list.id()), CanonicalContent.list(list.name()));
        context.add(new Planned.Question(scope.owner(), new Dispute.AmbiguousObject(question, List.of(candidate))));
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

    /** Asks about the list of a deleted project if it holds tasks of others, which the sync must not delete. */
    private void leftover(SyncedList scope) {
        EntityRef owner = scope.owner();
        DesiredObject wanted = context.wanted(owner);
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
            context.add(new Planned.Question(owner, ForeignChildren.inList(scope.list())));
        }
    }

    /**
     * True if the task was deleted with its project and is below tasks of others, so that nothing else removes its
     * object.
     */
    private boolean isOutside(EntityRef entity, RemoteTask task) {
        return context.link(entity) instanceof SyncLink.OutOfScope
                && context.wanted(entity) instanceof DesiredObject.Gone
                && context.ledger().places().ofTask(task).isEmpty();
    }

    /** True if a person decided to delete the list with everything in it. */
    static boolean goesWithAll(SyncLink link) {
        return link instanceof SyncLink.Deleting deleting && deleting.withAll();
    }

    /** Plans lists whose remote content, such as the name, differs from the base. */
    record ChangedListPlanner(PlanContext context) {
        void plan(SyncedList scope, RemoteList list) {
            EntityRef owner = scope.owner();
            ProjectView project = context.sides().project(owner.id());
            DesiredObject wanted = context.wanted(owner);
            SyncLink.Linked linked = ObservedObjects.asLinked(context.link(owner));
            if (project == null || wanted == null || linked == null || ListPlanner.goesWithAll(context.link(owner))) {
                return;
            }
            CanonicalContent there = context.connector().ofList(list.content());
            boolean hidden = list.name().isEmpty(); // the list exists, as far as is known, but its content is not known
            if (hidden || there.equals(context.connector().ofList(linked.base()))) {
                return;
            }
            // The first read may be outdated, and so may both reads shortly after the sync changed the name.
            if (!context.snapshot().provesNames() || isOlder(linked, there)) {
                context.leaveOpen(owner, "may have another name in " + context.title() + "; one more look decides");
                return;
            }
            switch (context.action(context.link(owner), LocalState.of(wanted), RemoteState.SEEN_CHANGED)) {
                case MERGE_FIELDS -> {
                    if (context.link(owner) instanceof SyncLink.Linked) { // otherwise its delete is cancelled first
                        merge(owner, linked, there)
                                .ifPresent(merge ->
                                        context.add(new Planned.ListChanged(owner, project.version(), list, merge)));
                    }
                }
                case ASK -> ask(scope, linked, there);
                default -> {}
            }
        }

        private boolean isOlder(SyncLink.Linked linked, CanonicalContent there) {
            Instant readAt = context.snapshot().startedAt();
            Duration settle = context.connector().settings().settle();
            return linked.past().stream()
                    .filter(past -> !past.late())
                    .filter(past ->
                            past.mayBeRepeated(readAt) || past.at().plus(settle).isAfter(readAt))
                    .anyMatch(past -> context.connector()
                            .ofList(past.values().applyTo(linked.base()))
                            .equals(there));
        }

        /** Merges the list's content; empty if the ledger wants no such list. */
        private Optional<Merge> merge(EntityRef owner, SyncLink.Linked stored, CanonicalContent there) {
            SyncLink.Linked linked = stored.withBase(context.connector().ofList(stored.base()));
            return Optional.ofNullable(here(owner))
                    .map(here -> Merge.of(
                            here,
                            linked,
                            there,
                            false,
                            context.connector().settings().policies(),
                            context.frozen().fields(owner)));
        }

        /** Returns the list's local content. A list that its project no longer needs still has the project's name. */
        private @Nullable CanonicalContent here(EntityRef owner) {
            DesiredObject.Present replaced = context.wanted(owner) instanceof DesiredObject.Replaced
                    ? context.sides().restored(owner)
                    : null;
            return replaced == null
                    ? context.local().content(owner)
                    : context.local().content(owner, replaced);
        }

        private void ask(SyncedList scope, SyncLink.Linked linked, CanonicalContent there) {
            if (Reconciliation.changedByOthers(linked, there)
                    && !context.draft().isAsked(scope.owner())) {
                RemoteRef object = new RemoteRef(scope.list(), scope.list());
                String reason = "its list was changed in " + context.title() + " later";
                CanonicalChanges changes = CanonicalChanges.between(linked.base(), there);
                context.add(new Planned.Question(scope.owner(), new Dispute.DeletedLocally(object, changes, reason)));
            }
        }
    }

    /** Plans lists that no longer exist, each with everything in it; see {@link EndedListPlanner}. */
    record GoneListPlanner(PlanContext context) {
        void plan(SyncedList scope) {
            if (!context.snapshot().consistent()) {
                return;
            }
            boolean proven = context.draft().sinceLongEnough(scope.owner());
            context.draft().miss(scope.owner(), scope.list()); // even while a person is asked: the list stays gone
            if (!proven) {
                return;
            }
            if (!scope.cards()) {
                deleted(scope);
            }
            context.frozen()
                    .asWhole(scope.owner())
                    .ifPresent(each -> context.add(
                            new Planned.Withdrawal(scope.owner(), each, "its list was deleted in " + context.title())));
        }

        /**
         * Plans the missing list of a project. If the ledger no longer needs the list, or has replaced it, its link is
         * closed once nothing is left in it.
         */
        private void deleted(SyncedList scope) {
            EntityRef owner = scope.owner();
            SyncLink.Linked linked = ObservedObjects.asLinked(context.link(owner));
            if (context.wanted(owner) == null || linked == null) {
                return;
            }
            LocalState local =
                    context.local().state(owner, linked, context.draft().lastSeen(owner, scope.list()));
            Action decided = context.action(context.link(owner), local, RemoteState.GONE);
            switch (decided) {
                case DELETE_LOCALLY ->
                    context.add(new Planned.DeletedRemotely(
                            owner, context.sides().version(owner), scope.list(), scope.list(), null));
                case DETACH_AND_ASK -> {
                    CanonicalContent now =
                            Objects.requireNonNull(context.local().content(owner));
                    context.add(new Planned.Question(
                            owner,
                            new Dispute.DeletedRemotely(
                                    new RemoteRef(scope.list(), scope.list()),
                                    CanonicalChanges.between(linked.base(), now),
                                    context.whyAsked(local))));
                }
                default -> {}
            }
        }
    }
}
