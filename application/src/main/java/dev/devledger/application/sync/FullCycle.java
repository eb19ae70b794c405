package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Hold;
import dev.devledger.domain.sync.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what is kept in step, decides what has to be done, and takes over into the ledger what others did there. What has
 * to be done there is marked, and left to the narrow part that follows.
 */
final class FullCycle {
    /** Of a list that was never read, what was finished so lately is looked at. */
    private static final Duration FIRST_WINDOW = Duration.ofHours(24);

    private static final int ALL_ITEMS = 20_000;
    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * @param plan what is to be done, in words
     * @param reads when each list was read, for the next cycle
     */
    record Result(Plan plan, Map<String, Cycles.Read> reads, int pulled, int conflicts, boolean complete) {}

    private record Seen(
            Snapshot snapshot,
            Plan plan,
            Map<EntityRef, Instant> doubts,
            Map<String, Cycles.Read> reads,
            Map<EntityRef, UUID> changeSets) {}

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LedgerPorts ledger;
    private final SyncPorts ports;
    private final CycleCalls calls;
    private final CycleGuards guards;
    private final Clock clock;

    FullCycle(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ledger,
            SyncPorts ports,
            CycleCalls calls,
            CycleGuards guards,
            Clock clock) {
        this.guards = guards;
        this.account = account;
        this.settings = settings;
        this.ledger = ledger;
        this.ports = ports;
        this.calls = calls;
        this.clock = clock;
    }

    /** What would be done; nothing is written anywhere. */
    Plan plan() {
        return look(true).plan();
    }

    /** {@code all} reads every list, else those whose turn it is. */
    Result run(boolean all, Pull pull) {
        Seen seen = look(all);
        seen.snapshot().scopes().forEach(pull::know);
        PlanGuards guarded = new PlanGuards(seen.plan(), seen.changeSets());
        List<Planned> held = hold(seen, guarded);
        Plan plan = seen.plan().without(held);
        pull.apply(plan);
        guards.deleted(guarded.deletes(held));
        ports.doubts().keep(account, seen.doubts(), seen.plan().doubts());
        return new Result(
                plan,
                reads(seen),
                pull.pulled(),
                pull.conflicts(),
                pull.complete() && held.isEmpty() && plan.settled());
    }

    /** What is not done in this cycle, as a person has to agree to it first. */
    private List<Planned> hold(Seen seen, PlanGuards guarded) {
        if (isFirstLink(seen) && !ports.holds().takeApproval(account, PlanWords.hash(PlanWords.lines(seen.plan())))) {
            PlanGuards.showFirst(seen.plan(), ports.holds(), account, clock);
            return seen.plan().items();
        }
        List<CycleGuards.Write> writes = guarded.writes();
        boolean live = account.mode().equals("live");
        List<Hold> held = guards.judge(writes, live && PlanGuards.bothSidesNew(seen.plan()), true);
        if (!held.isEmpty() || ports.holds().count(account) > 0) {
            guards.show(held, writes);
        }
        return guarded.held(held);
    }

    /** A live account in which there is something already, met for the first time by a ledger that is not empty. */
    private boolean isFirstLink(Seen seen) {
        return account.mode().equals("live")
                && seen.snapshot().scopes().stream().anyMatch(scope -> scope.cards() && !scope.linked())
                && PlanGuards.bothSidesNew(seen.plan());
    }

    private Seen look(boolean all) {
        List<SyncWork.Item> marks = ports.work().due(account, WHENEVER, ALL_ITEMS);
        Set<EntityRef> marked = new LinkedHashSet<>();
        marks.forEach(mark -> {
            marked.add(mark.entity());
            if (mark.entity().kind() == EntityRef.Kind.PROJECT) {
                marked.add(EntityRef.list(mark.entity().id())); // a project may be a list
            }
        });
        Map<EntityRef, UUID> changeSets = new HashMap<>();
        marks.forEach(mark -> {
            if (mark.changeSet() != null) {
                changeSets.put(mark.entity(), mark.changeSet());
            }
        });
        Map<String, Cycles.Read> reads = ports.cycles().reads(account);
        FullRead read = new FullRead(calls, clock);
        Map<String, RemoteList> lists = read.lists();
        Scopes scopes = new Scopes(account, settings, ledger.projectQueries(), ports.links(), ports.conflicts());
        List<Scope> found = scopes.find(lists, marked);
        List<Scope> chosen = all ? found : ScopeTurns.choose(found, reads, clock.instant());
        Snapshot snapshot = read.read(lists, chosen, since(chosen, reads));
        Map<EntityRef, Instant> doubts = ports.doubts().all(account);
        Planner planner = new Planner(account, settings, ledger, ports.links(), ports.conflicts(), calls);
        return new Seen(
                snapshot,
                withQuestions(planner.plan(snapshot, doubts, marked, reads), scopes),
                doubts,
                reads,
                changeSets);
    }

    private static Plan withQuestions(Plan plan, Scopes scopes) {
        if (scopes.asked().isEmpty()) {
            return plan;
        }
        List<Planned> items = new ArrayList<>(plan.items());
        items.addAll(scopes.asked());
        return new Plan(items, plan.doubts(), plan.conflicts(), plan.settled());
    }

    private Instant since(Collection<Scope> scopes, Map<String, Cycles.Read> reads) {
        Instant first = clock.instant().minus(FIRST_WINDOW);
        return scopes.stream()
                .map(scope -> reads.get(scope.list()))
                .map(read -> read == null ? first : read.readAt().minus(FullRead.OVERLAP))
                .min(Instant::compareTo)
                .orElse(first);
    }

    /** Lists that are no longer kept in step drop out when they are read no more. */
    private Map<String, Cycles.Read> reads(Seen seen) {
        Map<String, Cycles.Read> reads = new HashMap<>(seen.reads());
        Set<String> changed = new HashSet<>();
        seen.plan().items().forEach(item -> PlannedLists.of(item).ifPresent(changed::add));
        for (Scope scope : seen.snapshot().scopes()) {
            Cycles.Read before = reads.get(scope.list());
            boolean read = seen.snapshot().complete() && seen.snapshot().read().contains(scope.list());
            Instant readAt = read ? seen.snapshot().startedAt() : before == null ? null : before.readAt();
            if (readAt != null) {
                boolean hot = changed.contains(scope.list());
                Instant changedAt =
                        hot ? seen.snapshot().startedAt() : before == null ? Instant.EPOCH : before.changedAt();
                reads.put(scope.list(), new Cycles.Read(readAt, changedAt));
            }
        }
        return reads;
    }
}
