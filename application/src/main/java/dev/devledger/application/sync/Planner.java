package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.EntityRef.Kind;
import dev.devledger.domain.sync.SyncLink;
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
final class Planner {
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LedgerSide ledger;
    private final LedgerPorts ports;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final LookUps lookUps;
    private final LeftOut leftOut;
    private final ExistenceTable table;

    Planner(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ports,
            LinkBook book,
            ConflictBook conflicts,
            LookUps lookUps,
            LeftOut leftOut,
            ExistenceTable table) {
        this.table = table;
        this.leftOut = leftOut;
        this.account = account;
        this.settings = settings;
        this.ledger = new LedgerSide(settings);
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
    Plan plan(
            Snapshot snapshot,
            Map<EntityRef, Doubts.Doubt> doubts,
            Collection<EntityRef> marked,
            Map<String, Cycles.Read> reads,
            Set<EntityRef> putOff,
            boolean asked) {
        KnownLinks links = new KnownLinks(
                book,
                account,
                snapshot,
                book.lists(account),
                new Remembered(settings, () -> reads).at(snapshot.startedAt()));
        Set<EntityRef> changed = new LinkedHashSet<>(marked);
        Sightings sightings = new Sightings(snapshot, links, changed);
        Unanswered unanswered = new Unanswered(book, account, settings, snapshot.startedAt());
        Set<EntityRef> concerned = sightings.concerned();
        Sides sides = new Sides(ledger, ports.projectQueries(), ports.taskQueries(), concerned);
        Set<EntityRef> around = around(concerned, sides);
        links.load(around);
        links.load(unanswered.entities());
        Set<EntityRef> returning = Set.copyOf(links.former().values());
        links.load(returning);
        Set<EntityRef> disputed = new LinkedHashSet<>(concerned);
        disputed.add(EntityRef.CARDS);
        snapshot.scopes().stream().filter(Scope::cards).map(Scope::owner).forEach(disputed::add);
        disputed.addAll(unanswered.entities());
        disputed.addAll(returning);
        Frozen frozen = Frozen.of(conflicts, account, disputed);
        PlanDraft draft = new PlanDraft(snapshot, settings, doubts, reads);
        draft.keepDoubts(links, sightings);
        Questions questions = new Questions(frozen, links, sides);
        disputed.forEach(each -> questions.plan(each, draft));
        Places places = places(snapshot, around, links, sides);
        LocalSide here = new LocalSide(links, sides);
        SeenPlans seen =
                new SeenPlans(snapshot, settings, sightings, lookUps, links, sides, here, frozen, places, table, draft);
        AbsentPlans absent =
                new AbsentPlans(snapshot, sightings, links, sides, here, frozen, lookUps, seen, table, draft);
        WaitingPushes pushes = new WaitingPushes(links, sides, here, frozen, table, draft);

        new Clashes(snapshot, links, table, draft).plan();
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
        new BelowDeleted(snapshot, links, sides, unanswered, frozen, lookUps, table, draft).plan(concerned);
        new Newcomers(
                        snapshot,
                        unanswered,
                        links,
                        sides,
                        frozen,
                        places,
                        settings,
                        changed,
                        here,
                        new Ghosts(reads, lookUps),
                        table)
                .plan(leftOut.without(sightings.newcomers()), draft);
        Set<EntityRef> copied = new LinkedHashSet<>(unanswered.entities());
        copied.addAll(returning);
        new Copies(snapshot, frozen, draft).plan(copied);
        changed.stream()
                .filter(each -> !draft.isDecided(each) && !sightings.cannotBeRead(each))
                .forEach(pushes::plan);
        new GoingAlong(ports, ledger, conflicts, account, snapshot, sightings, links, draft, due).plan();
        new ListEnds(snapshot, links, sides, draft).plan();
        draft.keepUnshown(links, sightings);
        return draft.plan(frozen);
    }

    /** With what each of them stands below: its place there is known only by that. */
    private static Set<EntityRef> around(Set<EntityRef> concerned, Sides sides) {
        Set<EntityRef> around = new HashSet<>(concerned);
        concerned.forEach(each -> {
            EntityRef parent = sides.parent(each);
            around.add(parent == null ? EntityRef.project(sides.projectOf(each)) : parent);
        });
        return around;
    }

    private static Places places(Snapshot snapshot, Set<EntityRef> around, KnownLinks links, Sides sides) {
        Places places = new Places();
        snapshot.scopes().forEach(scope -> places.list(scope.list(), scope.owner()));
        around.forEach(each -> {
            if (links.link(each) instanceof SyncLink.Linked linked && each.kind() != Kind.LIST) {
                places.object(linked.remote().id(), each, sides.projectOf(each));
            }
        });
        return places;
    }
}
