package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleContext.ExistenceTable;
import dev.devledger.application.sync.cycle.CycleContext.RecentValues;
import dev.devledger.application.sync.decide.PlanContext.PlanInput;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LocalEntityStates;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.Plan.LocalContent;
import dev.devledger.application.sync.plan.Plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.CycleLinks;
import dev.devledger.application.sync.read.CycleLinks.ConcernedEntities;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Loads the input of a plan before anything is decided: links, contents, conflicts, and the entities that the plan is
 * about.
 */
final class PlanInputLoader {
    private final Connector connector;
    private final PlanInput input;
    private final CycleLinks links;
    private final ObservedObjects observed;
    private final PendingCreates pending;
    private final Set<EntityRef> concerned;
    private final LocalEntityStates sides;
    private final Set<EntityRef> around;
    private final Set<EntityRef> copied;

    PlanInputLoader(Connector connector, LedgerPorts ledger, LinkBook book, PlanInput input) {
        Snapshot snapshot = input.snapshot();
        this.connector = connector;
        this.input = input;
        this.links = new CycleLinks(
                book,
                connector,
                snapshot,
                new RecentValues(connector.settings(), input::reads).at(snapshot.startedAt()));
        this.observed = new ObservedObjects(snapshot, links);
        this.pending = new PendingCreates(book, connector, snapshot.startedAt());
        this.concerned = new ConcernedEntities(snapshot, links, observed, input.marked()).all();
        this.sides = new LocalEntityStates(
                new DesiredState(connector), ledger.projectQueries(), ledger.taskQueries(), concerned);
        this.around = around(concerned, sides);
        links.load(around);
        this.copied = new LinkedHashSet<>(pending.entities());
        links.load(copied);
        Set<EntityRef> returning = new LinkedHashSet<>(links.former().values());
        links.load(returning);
        copied.addAll(returning);
    }

    Set<EntityRef> concerned() {
        return concerned;
    }

    /** The former owners of objects that may be seen again. */
    Set<EntityRef> copied() {
        return copied;
    }

    PlanContext context(OpenConflicts frozen, RemoteLookups lookUps, ExistenceTable table) {
        Snapshot snapshot = input.snapshot();
        return new PlanContext(
                connector,
                new PlanContext.RemoteSide(snapshot, observed),
                new PlanContext.LedgerSide(sides, new LocalContent(links, sides), places()),
                new PlanContext.StoredKnowledge(links, frozen, pending),
                lookUps,
                table,
                new PlanDraft(snapshot, connector.settings(), input.doubts(), input.reads()));
    }

    /** The entities about which a person may have an open question. */
    Set<EntityRef> disputed() {
        Set<EntityRef> disputed = new LinkedHashSet<>(concerned);
        disputed.add(EntityRef.CARDS);
        input.snapshot().scopes().stream()
                .filter(SyncedList::cards)
                .map(SyncedList::owner)
                .forEach(disputed::add);
        disputed.addAll(copied);
        return disputed;
    }

    /** Adds the parents of all these entities, on which their remote places depend. */
    private static Set<EntityRef> around(Set<EntityRef> concerned, LocalEntityStates sides) {
        Set<EntityRef> around = new LinkedHashSet<>(concerned);
        concerned.forEach(each -> around.add(sides.above(each)));
        return around;
    }

    private LedgerPlaces places() {
        LedgerPlaces places = new LedgerPlaces();
        input.snapshot().scopes().forEach(scope -> places.list(scope.list(), scope.owner()));
        around.forEach(each -> {
            if (links.link(each) instanceof SyncLink.Linked linked && each.kind() != Kind.LIST) {
                places.object(linked.remote().id(), each, sides.projectOf(each));
            }
        });
        return places;
    }

    /** Maps remote places to places in the ledger. */
    static final class LedgerPlaces {
        private final Map<String, EntityRef> owners = new HashMap<>();
        private final Map<String, EntityRef> objects = new HashMap<>();
        private final Map<EntityRef, UUID> projects = new HashMap<>();

        /** Adds a list that is a project's, or that holds cards. */
        void list(String list, EntityRef owner) {
            owners.put(list, owner);
        }

        /** Adds an object that is the project's card, or a task of the project. */
        void object(String remoteId, EntityRef entity, UUID project) {
            objects.put(remoteId, entity);
            projects.put(entity, project);
        }

        boolean isCardList(String list) {
            EntityRef owner = owners.get(list);
            return owner != null && owner.holdsCards();
        }

        /** Returns the task's place in the ledger; empty if the ledger does not know the task's parent or list. */
        Optional<Planned.Place> ofTask(RemoteTask task) {
            return ofTask(task.ref().list(), task.content().parent());
        }

        Optional<Planned.Place> ofTask(String list, @Nullable String parent) {
            EntityRef owner = owners.get(list);
            if (owner == null) {
                return Optional.empty();
            }
            if (parent == null || parent.equals(list)) {
                return owner.holdsCards()
                        ? Optional.empty()
                        : Optional.of(new Planned.Place(EntityRef.project(owner.id()), null));
            }
            return Optional.ofNullable(objects.get(parent)).flatMap(above -> Optional.ofNullable(projects.get(above))
                    .map(project -> new Planned.Place(
                            EntityRef.project(project), above.kind() == EntityRef.Kind.TASK ? above : null)));
        }
    }
}
