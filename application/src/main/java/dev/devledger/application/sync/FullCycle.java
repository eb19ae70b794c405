package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private record Seen(Snapshot snapshot, Plan plan, Map<EntityRef, Instant> doubts, Map<String, Cycles.Read> reads) {}

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LedgerPorts ledger;
    private final SyncPorts ports;
    private final CycleCalls calls;
    private final Clock clock;

    FullCycle(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ledger,
            SyncPorts ports,
            CycleCalls calls,
            Clock clock) {
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
        pull.apply(seen.plan());
        ports.doubts().keep(account, seen.doubts(), seen.plan().doubts());
        return new Result(
                seen.plan(),
                reads(seen),
                pull.pulled(),
                pull.conflicts(),
                pull.complete() && seen.plan().settled());
    }

    private Seen look(boolean all) {
        List<EntityRef> marked = ports.work().due(account, WHENEVER, ALL_ITEMS).stream()
                .map(SyncWork.Item::entity)
                .toList();
        Map<String, Cycles.Read> reads = ports.cycles().reads(account);
        FullRead read = new FullRead(calls, clock);
        Map<String, RemoteList> lists = read.lists();
        Scopes scopes = new Scopes(account, settings, ledger.projectQueries(), ports.links());
        List<Scope> found = scopes.find(lists, marked);
        List<Scope> chosen = all ? found : ScopeTurns.choose(found, reads, clock.instant());
        Snapshot snapshot = read.read(lists, chosen, since(chosen, reads));
        Map<EntityRef, Instant> doubts = ports.doubts().all(account);
        Planner planner = new Planner(
                account,
                settings,
                ledger.projectQueries(),
                ledger.taskQueries(),
                ports.links(),
                ports.conflicts(),
                calls);
        return new Seen(snapshot, withQuestions(planner.plan(snapshot, doubts, marked), scopes), doubts, reads);
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
