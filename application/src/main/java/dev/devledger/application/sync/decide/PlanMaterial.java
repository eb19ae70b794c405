package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.read.ConcernedEntities;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a plan looks at, loaded before anything is decided, and whom the plan is about. */
final class PlanMaterial {
    private final Connector connector;
    private final PlanInput input;
    private final KnownLinks links;
    private final Observed observed;
    private final PendingCreates pending;
    private final Set<EntityRef> concerned;
    private final LedgerViews sides;
    private final Set<EntityRef> around;
    private final Set<EntityRef> copied;

    PlanMaterial(Connector connector, LedgerPorts ledger, LinkBook book, PlanInput input) {
        Snapshot snapshot = input.snapshot();
        this.connector = connector;
        this.input = input;
        this.links = new KnownLinks(
                book,
                connector,
                snapshot,
                new RecentValues(connector.settings(), input::reads).at(snapshot.startedAt()));
        this.observed = new Observed(snapshot, links);
        this.pending = new PendingCreates(book, connector, snapshot.startedAt());
        this.concerned = new ConcernedEntities(snapshot, links, observed, input.marked()).all();
        this.sides =
                new LedgerViews(new DesiredState(connector), ledger.projectQueries(), ledger.taskQueries(), concerned);
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

    /** Who once had an object that may be there again. */
    Set<EntityRef> copied() {
        return copied;
    }

    PlanContext context(OpenConflicts frozen, RemoteLookups lookUps, ExistenceTable table) {
        Snapshot snapshot = input.snapshot();
        return new PlanContext(
                connector,
                new PlanContext.Read(snapshot, observed),
                new PlanContext.Ledger(sides, new LocalContent(links, sides), places()),
                new PlanContext.Memory(links, frozen, pending),
                lookUps,
                table,
                new PlanDraft(snapshot, connector.settings(), input.doubts(), input.reads()));
    }

    /** Of which a question to a person may be open. */
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

    /** With what each of them stands below: its place there is known only by that. */
    private static Set<EntityRef> around(Set<EntityRef> concerned, LedgerViews sides) {
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
}
