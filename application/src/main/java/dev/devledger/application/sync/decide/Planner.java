package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.lookup.StaleListings;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.SuspectedAbsences;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides what a full cycle does, from what it has read and what the ledger has: existence first, then fields
 * (docs/sync-design.md, sections 5 and 4). It looks at single objects where a list leaves open what became of them, and
 * writes nothing.
 */
public final class Planner {
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final DesiredState ledger;
    private final LedgerPorts ports;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final RemoteLookups lookUps;
    private final LeftOut leftOut;
    private final ExistenceTable table;

    public Planner(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ports,
            LinkBook book,
            ConflictBook conflicts,
            RemoteLookups lookUps,
            LeftOut leftOut,
            ExistenceTable table) {
        this.table = table;
        this.leftOut = leftOut;
        this.account = account;
        this.settings = settings;
        this.ledger = new DesiredState(settings);
        this.ports = ports;
        this.book = book;
        this.conflicts = conflicts;
        this.lookUps = lookUps;
    }

    /**
     * @param doubts of earlier reads
     * @param marked entities that may have been changed in the ledger
     * @param reads the last complete read of each list before this one
     * @param putOff those of the marked ones that were tried, and whose next try is not due
     * @param asked whether somebody has asked for all there is
     */
    public Plan plan(
            Snapshot snapshot,
            Map<EntityRef, SuspectedAbsences.Doubt> doubts,
            Collection<EntityRef> marked,
            Map<String, Cycles.Read> reads,
            Set<EntityRef> putOff,
            boolean asked) {
        KnownLinks links = new KnownLinks(
                book,
                account,
                snapshot,
                book.lists(account),
                new RecentValues(settings, () -> reads).at(snapshot.startedAt()));
        Set<EntityRef> changed = new LinkedHashSet<>(marked);
        Observed sightings = new Observed(snapshot, links, changed);
        PendingCreates unanswered = new PendingCreates(book, account, settings, snapshot.startedAt());
        Set<EntityRef> concerned = sightings.concerned();
        LedgerViews sides = new LedgerViews(ledger, ports.projectQueries(), ports.taskQueries(), concerned);
        Set<EntityRef> around = around(concerned, sides);
        links.load(around);
        links.load(unanswered.entities());
        Set<EntityRef> returning = Set.copyOf(links.former().values());
        links.load(returning);
        Set<EntityRef> disputed = new LinkedHashSet<>(concerned);
        disputed.add(EntityRef.CARDS);
        snapshot.scopes().stream()
                .filter(SyncedList::cards)
                .map(SyncedList::owner)
                .forEach(disputed::add);
        disputed.addAll(unanswered.entities());
        disputed.addAll(returning);
        OpenConflicts frozen = OpenConflicts.of(conflicts, account, disputed);
        PlanDraft draft = new PlanDraft(snapshot, settings, doubts, reads);
        draft.keepDoubts(links, sightings);
        SettledQuestions questions = new SettledQuestions(frozen, links, sides);
        disputed.forEach(each -> questions.plan(each, draft));
        LedgerPlaces places = places(snapshot, around, links, sides);
        LocalContent here = new LocalContent(links, sides);
        SeenPlans seen =
                new SeenPlans(snapshot, settings, sightings, lookUps, links, sides, here, frozen, places, table, draft);
        AbsentPlans absent =
                new AbsentPlans(snapshot, sightings, links, sides, here, frozen, lookUps, seen, table, draft);
        PlannedPushes pushes = new PlannedPushes(links, sides, here, frozen, table, draft);

        new DoubleClaims(snapshot, links, table, draft).plan();
        new UnreadablePlans(snapshot, sightings, links, draft).plan();
        new ListPlans(snapshot, links, sides, settings, here, frozen, table, draft).plan();
        sightings.topDown().forEach(each -> seen.look(each, sightings.task(each), changed.contains(each)));
        sightings.absent().forEach(each -> absent.absent(each.entity()));
        changed.forEach(absent::unlisted);
        Set<EntityRef> due = new LinkedHashSet<>(changed);
        due.removeAll(putOff);
        // One that was missed by the last read is looked at again, whether its next try is due or not.
        changed.stream()
                .filter(each -> asked || due.contains(each) || draft.wasMissed(each))
                .forEach(absent::finished);
        new ForeignChildren(snapshot, links, sides, unanswered, frozen, lookUps, table, draft).plan(concerned);
        new UnlinkedRemote(
                        snapshot,
                        unanswered,
                        links,
                        sides,
                        frozen,
                        places,
                        settings,
                        changed,
                        here,
                        new StaleListings(reads, lookUps),
                        table)
                .plan(leftOut.without(sightings.newcomers()), draft);
        Set<EntityRef> copied = new LinkedHashSet<>(unanswered.entities());
        copied.addAll(returning);
        new LateDuplicates(snapshot, frozen, draft).plan(copied);
        changed.stream()
                .filter(each -> !draft.isDecided(each) && !sightings.cannotBeRead(each))
                .forEach(pushes::plan);
        new CascadedDeletes(ports, ledger, conflicts, account, snapshot, sightings, links, draft, due).plan();
        new ListEnds(snapshot, links, sides, draft).plan();
        draft.keepUnshown(links, sightings);
        return draft.plan(frozen);
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
