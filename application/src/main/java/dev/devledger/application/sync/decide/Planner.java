package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.lookup.StaleListings;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Decides what a full cycle does, from what it has read and what the ledger has: existence first, then fields
 * (docs/sync-design.md, sections 5 and 4). It looks at single objects where a list leaves open what became of them, and
 * writes nothing.
 */
public final class Planner {
    private final Connector connector;
    private final LedgerPorts ledger;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final RemoteLookups lookUps;
    private final ExistenceTable table;

    public Planner(
            Connector connector,
            LedgerPorts ledger,
            LinkBook book,
            ConflictBook conflicts,
            RemoteLookups lookUps,
            ExistenceTable table) {
        this.connector = connector;
        this.ledger = ledger;
        this.book = book;
        this.conflicts = conflicts;
        this.lookUps = lookUps;
        this.table = table;
    }

    public Plan plan(PlanInput input) {
        Snapshot snapshot = input.snapshot();
        KnownLinks links = new KnownLinks(
                book,
                connector,
                snapshot,
                book.lists(connector.account()),
                new RecentValues(connector.settings(), input::reads).at(snapshot.startedAt()));
        Observed observed = new Observed(snapshot, links, input.marked());
        PendingCreates pending = new PendingCreates(book, connector, snapshot.startedAt());
        Set<EntityRef> concerned = observed.concerned();
        LedgerViews sides =
                new LedgerViews(new DesiredState(connector), ledger.projectQueries(), ledger.taskQueries(), concerned);
        Set<EntityRef> around = around(concerned, sides);
        links.load(around);
        links.load(pending.entities());
        Set<EntityRef> returning = Set.copyOf(links.former().values());
        links.load(returning);
        Set<EntityRef> copied = new LinkedHashSet<>(pending.entities());
        copied.addAll(returning);
        Set<EntityRef> disputed = disputed(concerned, snapshot, copied);
        PlanContext context = new PlanContext(
                connector,
                snapshot,
                observed,
                links,
                sides,
                new LocalContent(links, sides),
                OpenConflicts.of(conflicts, connector.account(), disputed),
                places(snapshot, around, links, sides),
                pending,
                lookUps,
                table,
                new PlanDraft(snapshot, connector.settings(), input.doubts(), input.reads()));
        context.draft().keepDoubts(links, observed);
        new SettledQuestions(context).plan(disputed);
        existence(context, input);
        new ForeignChildren(context).plan(concerned);
        new UnlinkedRemote(context, input.marked(), new StaleListings(input.reads(), lookUps))
                .plan(input.leftOut().without(observed.newcomers()));
        new LateDuplicates(context).plan(copied);
        leftOvers(context, input);
        context.draft().keepUnshown(links, observed);
        return context.draft().plan(context.frozen());
    }

    /** What becomes of each that has an object, or had one. Each step leaves alone what one before it has decided. */
    private static void existence(PlanContext context, PlanInput input) {
        SeenPlans seen = new SeenPlans(context);
        AbsentPlans absent = new AbsentPlans(context, seen);
        Observed observed = context.observed();
        // Before all that asks whose an object is, and what it holds.
        new DoubleClaims(context).plan();
        new UnreadablePlans(context).plan();
        // Before what is in them: it depends on whether a list is known.
        new ListPlans(context).plan();
        // From the top, as a place is found by what is above it; and before the absent ones, which may have moved
        // there.
        observed.topDown()
                .forEach(each ->
                        seen.look(each, observed.task(each), input.marked().contains(each)));
        observed.absent().forEach(each -> absent.absent(each.entity()));
        input.marked().forEach(absent::unlisted);
        // One that was missed by the last read is looked at again, whether its next try is due or not.
        Set<EntityRef> due = input.due();
        input.marked().stream()
                .filter(each ->
                        input.asked() || due.contains(each) || context.draft().wasMissed(each))
                .forEach(absent::finished);
    }

    /** What rests on all that is decided by then. */
    private void leftOvers(PlanContext context, PlanInput input) {
        PlannedPushes pushes = new PlannedPushes(context);
        input.marked().stream()
                .filter(each ->
                        !context.draft().isDecided(each) && !context.observed().cannotBeRead(each))
                .forEach(pushes::plan);
        // Of what is deleted for itself all is known now; a list takes with it what is left of that.
        new CascadedDeletes(context, ledger, conflicts, input.due()).plan();
        new ListEnds(context).plan();
    }

    /** Of which a question to a person may be open. */
    private static Set<EntityRef> disputed(Set<EntityRef> concerned, Snapshot snapshot, Set<EntityRef> copied) {
        Set<EntityRef> disputed = new LinkedHashSet<>(concerned);
        disputed.add(EntityRef.CARDS);
        snapshot.scopes().stream()
                .filter(SyncedList::cards)
                .map(SyncedList::owner)
                .forEach(disputed::add);
        disputed.addAll(copied);
        return disputed;
    }

    /** With what each of them stands below: its place there is known only by that. */
    private static Set<EntityRef> around(Set<EntityRef> concerned, LedgerViews sides) {
        Set<EntityRef> around = new HashSet<>(concerned);
        concerned.forEach(each -> {
            EntityRef parent = sides.parent(each);
            around.add(parent == null ? EntityRef.project(sides.projectOf(each)) : parent);
        });
        return around;
    }

    private static LedgerPlaces places(Snapshot snapshot, Set<EntityRef> around, KnownLinks links, LedgerViews sides) {
        LedgerPlaces places = new LedgerPlaces();
        snapshot.scopes().forEach(scope -> places.list(scope.list(), scope.owner()));
        around.forEach(each -> {
            if (links.link(each) instanceof SyncLink.Linked linked && each.kind() != Kind.LIST) {
                places.object(linked.remote().id(), each, sides.projectOf(each));
            }
        });
        return places;
    }
}
