package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.cycle.CycleContext.ExistenceTable;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.decide.AbsentObjectPlanner.FinishedObjectPlanner;
import dev.devledger.application.sync.decide.PlanContext.PlanInput;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.lookup.RemoteLookups.StaleListings;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.ServiceFields;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a full cycle does, from the cycle's reads and the ledger: existence first, then fields
 * (docs/sync-design.md, sections 5 and 4). Reads single objects if a list leaves their state open; writes nothing.
 */
public record Planner(
        Connector connector,
        LedgerPorts ledger,
        LinkBook book,
        ConflictBook conflicts,
        RemoteLookups lookUps,
        ExistenceTable table) {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    public Plan plan(PlanInput input) {
        PlanInputLoader material = new PlanInputLoader(connector, ledger, book, input);
        Set<EntityRef> disputed = material.disputed();
        OpenConflicts open = OpenConflicts.of(conflicts, connector.account(), disputed);
        PlanContext context = material.context(open, lookUps, table);
        context.draft().keepDoubts(context.links(), context.observed());
        new SettledQuestionPlanner(context).plan(disputed);
        existence(context, input);
        new ForeignChildren(context).plan(material.concerned());
        new UnlinkedObjectPlanner(context, input.marked(), new StaleListings(input.reads(), lookUps))
                .plan(input.leftOut().without(context.observed().newcomers()));
        new LateDuplicates(context).plan(material.copied());
        new ServiceFieldPlanner(context, ledger.taskQueries()).plan();
        leftOvers(context, input);
        if (somethingWaitsForNews(context)) {
            // The remote id of a dependency on a new object is known once that object is linked.
            context.draft().leaveOpen("what is new waits for what it depends on");
        }
        context.draft().keepUnshown(context.links(), context.observed());
        return context.draft().plan(context.frozen());
    }

    private static boolean somethingWaitsForNews(PlanContext context) {
        Set<String> news = new HashSet<>();
        for (Planned each : context.draft().items()) {
            switch (each) {
                case Planned.Imported imported ->
                    news.add(imported.remote().ref().id());
                case Planned.Adopted adopted -> news.add(adopted.remote().ref().id());
                default -> {}
            }
        }
        return !news.isEmpty()
                && context.snapshot().seen().stream()
                        .anyMatch(task -> !Collections.disjoint(task.content().blockedBy(), news));
    }

    /** Plans each entity that has or had an object. A step skips entities that an earlier step has decided. */
    private void existence(PlanContext context, PlanInput input) {
        ObservedObjectPlanner seen = new ObservedObjectPlanner(context);
        AbsentObjectPlanner absent = new AbsentObjectPlanner(context, seen);
        FinishedObjectPlanner finished = new FinishedObjectPlanner(context, seen, absent);
        ObservedObjects observed = context.observed();
        // First, as later steps need to know to which entity an object belongs.
        new DoubleLinkPlanner(context).plan();
        new UnreadableObjectPlanner(context).plan();
        // Before the content of lists, which depends on whether the list is known.
        new ListPlanner(context).plan();
        // Parents first, as a place is found by its parent; and before absent objects, which may have been moved to
        // these places.
        observed.topDown()
                .forEach(each -> alone(
                        context,
                        each,
                        () -> seen.look(
                                each, observed.task(each), input.marked().contains(each))));
        observed.absent().forEach(each -> alone(context, each.entity(), () -> absent.absent(each.entity())));
        input.marked().forEach(each -> alone(context, each, () -> absent.unlisted(each)));
        // An entity whose object the last read missed is looked up again, even if its next try is not due; so is one
        // about which a person is asked, as its list may not be read when its try is due.
        Set<EntityRef> due = input.due();
        input.marked().stream()
                .filter(each -> input.asked()
                        || due.contains(each)
                        || context.draft().wasMissed(each)
                        || context.frozen().asWhole(each).isPresent())
                .forEach(each -> alone(context, each, () -> finished.plan(each)));
    }

    /** Plans the items that depend on all decisions so far. */
    private void leftOvers(PlanContext context, PlanInput input) {
        PushPlanner pushes = new PushPlanner(context);
        input.marked().stream()
                .filter(each ->
                        !context.draft().isDecided(each) && !context.observed().cannotBeRead(each))
                .forEach(each -> alone(context, each, () -> pushes.plan(each)));
        // All single deletions are known now; the rest of a list's content is deleted with the list.
        new CascadedDeletes(context, ledger, conflicts, input.due()).plan();
        new EndedListPlanner(context).plan();
    }

    /**
     * Runs a decision about one entity. A failure leaves only this entity undecided, unless the database is
     * unavailable.
     */
    private void alone(PlanContext context, EntityRef entity, Runnable decision) {
        try {
            decision.run();
        } catch (CycleStopped e) {
            throw e;
        } catch (RuntimeException e) {
            conflicts.open(connector.account()); // also fails if the database is unavailable
            LOG.error("What becomes of {} cannot be decided; the others continue", entity, e);
            context.leaveOpen(
                    entity, "cannot be decided: Devledger failed unexpectedly; the server's log has the reason");
        }
    }

    /**
     * Plans remote objects that are linked to several entities. They are written on neither side until a person has
     * decided to which entity they belong (E14).
     */
    record DoubleLinkPlanner(PlanContext context) {
        void plan() {
            context.links().clashes().forEach(this::clash);
        }

        private void clash(String id, Set<EntityRef> claimants) {
            // Any states of both sides give this result; the table is asked so that the decision is counted.
            context.table().decide(LinkState.CLASH, LocalState.CHANGED, RemoteState.SEEN_CHANGED);
            String question = claimants.size() + " projects or tasks in Devledger are linked to the same object; detach"
                    + " all but one of them";
            for (EntityRef each : claimants) {
                RemoteRef object = Objects.requireNonNull(context.link(each).object());
                RemoteTask task = context.snapshot().task(id);
                CanonicalContent content = task == null ? base(context.link(each)) : context.compared(each, task);
                context.decide(new Planned.Question(
                        each,
                        new Dispute.AmbiguousObject(question, List.of(new Dispute.Candidate(object, content))),
                        true));
            }
        }

        private static CanonicalContent base(SyncLink link) {
            return switch (link) {
                case SyncLink.Linked linked -> linked.base();
                case SyncLink.Deleting deleting -> deleting.base();
                case SyncLink.OutOfScope outside -> outside.base();
                default -> throw new IllegalArgumentException("not linked: " + link);
            };
        }
    }

    /**
     * Takes over changes of fields that only the service has. Nobody else writes these fields, so they are never in
     * conflict.
     */
    record ServiceFieldPlanner(PlanContext context, TaskQueries tasks) {
        void plan() {
            Map<UUID, RemoteTask> told = new LinkedHashMap<>();
            for (EntityRef entity : context.observed().seen()) {
                RemoteTask task = context.observed().task(entity);
                if (entity.kind() == EntityRef.Kind.TASK
                        && task.fields() != null
                        && context.link(entity) instanceof SyncLink.Linked) {
                    told.put(entity.id(), task);
                }
            }
            if (told.isEmpty()) {
                return;
            }
            Map<UUID, ServiceFields> here = tasks.fields(told.keySet());
            String connector = context.connector().account().connector();
            told.forEach((id, task) -> {
                SortedMap<String, Object> there = task.fields();
                ServiceFields known = here.get(id);
                if (there != null
                        && known != null
                        && !known.changes(connector, there).isEmpty()) {
                    context.add(new Planned.FieldsSeen(
                            EntityRef.task(id), task.ref().id(), there));
                }
            });
        }
    }

    /** Closes questions about reported copies of late creates, once the copy no longer exists. */
    record LateDuplicates(PlanContext context) {
        void plan(Collection<EntityRef> entities) {
            entities.forEach(this::plan);
        }

        private void plan(EntityRef entity) {
            for (ConflictBook.OpenConflict each : context.frozen().of(entity)) {
                if (each.dispute() instanceof Dispute.Duplicate copy
                        && context.snapshot().provesAbsence(copy.object().list())
                        && context.snapshot().task(copy.object().id()) == null) {
                    context.add(
                            new Planned.Withdrawal(entity, each, "the copy no longer exists in " + context.title()));
                }
            }
        }
    }

    /** Reports on an entity that its remote object cannot be read, and withdraws the report once it can be. */
    record UnreadableObjectPlanner(PlanContext context) {
        void plan() {
            context.snapshot().quarantined().values().forEach(each -> context.links()
                    .owner(each.ref().id())
                    .filter(owner -> !context.links().clash(owner))
                    .ifPresent(owner -> unreadable(owner, each)));
            context.observed().seen().forEach(this::readable);
        }

        /**
         * Reports the problem. An entity that has a write under way is marked, and its next try reports the problem.
         */
        private void unreadable(EntityRef entity, Quarantined task) {
            if (context.link(entity) instanceof SyncLink.Linked linked
                    && linked.sent().isEmpty()
                    && !task.describe(context.title()).equals(linked.refusal())) {
                context.add(new Planned.Unreadable(entity, task.ref().id(), task.describe(context.title())));
            }
        }

        private void readable(EntityRef entity) {
            if (context.link(entity) instanceof SyncLink.Linked linked && Quarantined.isDescription(linked.refusal())) {
                context.add(new Planned.ReadableAgain(entity, linked.remote().id(), linked.base()));
            }
        }
    }

    /** Closes questions about whole entities that no longer matter because one side has changed again. */
    record SettledQuestionPlanner(PlanContext context) {
        void plan(Collection<EntityRef> entities) {
            entities.forEach(this::plan);
        }

        private void plan(EntityRef entity) {
            context.frozen().asWhole(entity).ifPresent(each -> answer(entity, each.dispute())
                    .ifPresent(why -> context.add(new Planned.Withdrawal(entity, each, why))));
        }

        private Optional<String> answer(EntityRef entity, Dispute dispute) {
            boolean wanted = context.wanted(entity) instanceof DesiredObject.Present;
            boolean known = entity.holdsCards() || context.wanted(entity) != null;
            return switch (dispute) {
                case Dispute.FieldDispute values -> Optional.empty();
                case Dispute.EntryDispute entry -> Optional.empty();
                case Dispute.DeletedLocally gone ->
                    wanted && !context.sides().deleted(entity)
                            ? Optional.of("it was restored in Devledger")
                            : Optional.empty();
                case Dispute.DeletedRemotely gone ->
                    known && context.sides().deleted(entity)
                            ? Optional.of("it was deleted in Devledger as well")
                            : Optional.empty();
                case Dispute.Reappeared again -> Optional.empty();
                case Dispute.Duplicate copy -> Optional.empty();
                case Dispute.AmbiguousObject which -> {
                    if (context.link(entity) instanceof SyncLink.Linked
                            && !context.links().clash(entity)) {
                        yield Optional.of("it is linked now");
                    }
                    yield known && context.sides().deleted(entity)
                            ? Optional.of("it was deleted in Devledger")
                            : Optional.empty();
                }
            };
        }
    }

    /** Plans the remote writes of the narrow part of the cycle. */
    record PushPlanner(PlanContext context) {
        void plan(EntityRef entity) {
            DesiredObject wanted = context.wanted(entity);
            SyncLink link = context.link(entity);
            if (wanted == null || context.frozen().isAsWhole(entity) || entity.holdsCards()) {
                return;
            }
            RemoteState remote = link instanceof SyncLink.None ? RemoteState.NONE : RemoteState.UNKNOWN;
            ExistenceDecision decided = context.table().decide(link, LocalState.of(wanted), remote);
            switch (decided.action()) {
                case CREATE -> push(entity, Planned.Pushed.Action.CREATE, decided);
                case FETCH -> fetched(entity, link, wanted, decided);
                case RELEASE -> push(entity, Planned.Pushed.Action.DETACH, decided);
                default -> {}
            }
        }

        /** Plans the remote write that is expected after a read of the object alone; the object as read then decides. */
        private void fetched(EntityRef entity, SyncLink link, DesiredObject wanted, ExistenceDecision decided) {
            switch (wanted) {
                case DesiredObject.Present present
                when link instanceof SyncLink.Linked linked -> changed(entity, linked);
                case DesiredObject.Present present
                when link instanceof SyncLink.Closed -> push(entity, Planned.Pushed.Action.CREATE, decided);
                case DesiredObject.Gone gone
                when link instanceof SyncLink.Linked -> push(entity, Planned.Pushed.Action.DELETE, decided);
                case DesiredObject.Replaced replaced
                when link instanceof SyncLink.Linked -> push(entity, Planned.Pushed.Action.REPLACE, decided);
                default -> {} // a write under way needs no plan
            }
        }

        private void push(EntityRef entity, Planned.Pushed.Action action, ExistenceDecision decided) {
            RemoteRef remote = context.link(entity) instanceof SyncLink.Linked linked ? linked.remote() : null;
            context.add(new Planned.Pushed(
                    entity, action, remote, context.local().above(entity), Set.of(), decided.rule()));
        }

        private void changed(EntityRef entity, SyncLink.Linked linked) {
            CanonicalContent local = context.local().content(entity);
            CanonicalContent base = context.compared(entity, linked).base();
            Set<Field> fields = local == null
                    ? Set.of()
                    : CanonicalChanges.between(base, local).fields();
            if (!fields.isEmpty()) {
                context.add(new Planned.Pushed(
                        entity,
                        Planned.Pushed.Action.UPDATE,
                        linked.remote(),
                        context.local().above(entity),
                        fields,
                        ExistenceRule.ON_BOTH_SIDES));
            }
        }
    }
}
