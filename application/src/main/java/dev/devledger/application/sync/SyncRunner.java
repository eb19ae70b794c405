package dev.devledger.application.sync;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.CycleTimes.CycleKind;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the cycles of one connected account, one at a time among all nodes, and reports them. */
public final class SyncRunner implements Sync {
    private static final Duration ANOTHER_RUNS = Duration.ofSeconds(1);
    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Connector connector;
    private final ConnectedAccount account;
    private final SyncStatusQuery statuses;
    private final PendingWork work;
    private final Cycles cycles;
    private final Clock clock;
    private final CycleRun cycle;
    private final CycleTimes times;
    private final CycleLease leases;

    private final ReentrantLock running = new ReentrantLock();
    private @Nullable CompletableFuture<Report> queued;
    private volatile boolean ending;

    public SyncRunner(Connector connector, LedgerPorts ledger, SyncPorts ports, Clock clock) {
        CycleContext connection = new CycleContext(connector, ledger, ports, clock);
        this.connector = connector;
        this.account = connector.account();
        this.statuses = new SyncStatusQuery(
                connector, ports, new EntityKeys(ledger.projectQueries(), ledger.taskQueries()), id -> ledger.time()
                        .directory()
                        .find(id.toString())
                        .map(known -> known.seen().key().toString()));
        this.work = ports.work();
        this.cycles = ports.cycles();
        this.clock = clock;
        this.cycle = new CycleRun(connection, new EntityKeys(ledger.projectQueries(), ledger.taskQueries()));
        this.times = new CycleTimes(connection);
        this.leases = new CycleLease(account, ports.leases(), clock);
    }

    /** Stops before the process ends: a running cycle sends nothing more, and the rest is due at the next start. */
    public void end() {
        ending = true;
    }

    private boolean goesOn(Lease.Grant lease) {
        if (ending) {
            throw CycleStopped.ending();
        }
        return leases.renew(lease);
    }

    @Override
    public SyncStatus status() {
        return statuses.now(running.isLocked(), cycle.progress());
    }

    @Override
    public Map<String, Cycles.ListReadState> lists() {
        return cycles.reads(account);
    }

    @Override
    public @Nullable Stage stage() {
        return running.isLocked() ? cycle.stage() : null;
    }

    @Override
    public SyncPlan plan() {
        requireOn();
        running.lock();
        try {
            return cycle.plan();
        } catch (CycleStopped e) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "There is no plan, because " + connector.title() + " could not be read: " + e.reason());
        } finally {
            running.unlock();
        }
    }

    private void requireOn() {
        if (account.off()) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "%s is off. Start with devledger.%s.mode=auto, live or sandbox."
                            .formatted(connector.title(), account.connector()));
        }
    }

    @Override
    public Report run() {
        requireOn();
        CompletableFuture<Report> mine;
        boolean first;
        synchronized (this) {
            first = queued == null;
            if (first) {
                queued = new CompletableFuture<>();
            }
            mine = Objects.requireNonNull(queued);
        }
        if (first) {
            runFor(mine);
        }
        try {
            return mine.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    /** Waits for the running cycle to end, then runs the next one, which all callers that wait until then share. */
    private void runFor(CompletableFuture<Report> waiting) {
        running.lock();
        try {
            synchronized (this) {
                queued = null;
            }
            Instant from = clock.instant();
            Cycles.Cycle done = cycle(CycleKind.FULL, WHENEVER).orElseThrow();
            waiting.complete(new Report(
                    account.connector(),
                    done.pulled(),
                    done.pushed(),
                    done.conflicts(),
                    done.remoteRequests(),
                    Duration.between(from, clock.instant()).toMillis()));
        } catch (RuntimeException | Error e) {
            waiting.completeExceptionally(e);
        } finally {
            running.unlock();
        }
    }

    /**
     * Runs a cycle for the due work, unless a cycle is running.
     *
     * @return the time at which this method has to be called again at the latest
     */
    public Instant runDue() {
        Instant now = clock.instant();
        if (account.off()) {
            return now.plus(CycleTimes.IDLE);
        }
        if (!running.tryLock()) {
            return now.plus(ANOTHER_RUNS);
        }
        boolean ran;
        try {
            // Checked under the lock: if a caller pauses the sync and sees that no cycle runs, then none begins.
            Instant held = times.pausedUntil(now);
            if (held != null) {
                return held;
            }
            ran = cycle(times.kind(now), now).isPresent();
        } finally {
            running.unlock();
        }
        Instant next = times.next();
        return ran || next.isAfter(now) ? next : now.plus(ANOTHER_RUNS);
    }

    /** Returns empty if nothing was due in an unrequested cycle, or if another node runs one. */
    private Optional<Cycles.Cycle> cycle(CycleKind kind, Instant dueBy) {
        boolean asked = kind == CycleKind.FULL;
        if (kind == CycleKind.NARROW && work.due(account, dueBy, 1).isEmpty() && !times.hasBesideTasks(dueBy)) {
            return Optional.empty();
        }
        if (kind == CycleKind.NARROW && times.isFirst()) {
            kind = CycleKind.POLL;
        }
        Lease.Grant lease = leases.take(asked);
        if (lease == null) {
            return Optional.empty();
        }
        try {
            Instant since = times.begin(kind);
            CycleRun.Done done = cycle.run(
                    kind,
                    since,
                    () -> goesOn(lease),
                    () -> work.due(account, asked ? WHENEVER : clock.instant(), CycleRun.ITEMS));
            times.over(kind, since, done);
            return Optional.of(done.cycle());
        } finally {
            leases.giveBack(lease);
        }
    }

    /** The lease of one account, which this node takes for each cycle; only one cycle uses it at a time. */
    static final class CycleLease {
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
        private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

        private final ConnectedAccount account;
        private final Lease leases;
        private final Clock clock;

        /** The lease that this node has not given back: between cycles only if the database was unavailable. */
        private Lease.@Nullable Grant unreleased;

        CycleLease(ConnectedAccount account, Lease leases, Clock clock) {
            this.account = account;
            this.leases = leases;
            this.clock = clock;
        }

        /**
         * Returns null if another node has the lease. With {@code wait}, waits for the lease, and fails after a minute.
         */
        Lease.@Nullable Grant take(boolean wait) {
            if (unreleased != null) {
                giveBack(unreleased);
            }
            Instant until = clock.instant().plus(LONGEST_WAIT);
            while (true) {
                Optional<Lease.Grant> grant = leases.acquire(account, Lease.LENGTH);
                if (grant.isPresent()) {
                    unreleased = grant.get();
                    return unreleased;
                }
                if (!wait) {
                    return null;
                }
                if (clock.instant().isAfter(until)) {
                    throw new Ledger.LedgerBusy(new IllegalStateException("another node runs a cycle"));
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }

        boolean renew(Lease.Grant grant) {
            return leases.renew(account, grant, Lease.LENGTH);
        }

        void giveBack(Lease.Grant grant) {
            leases.release(account, grant);
            unreleased = null;
        }
    }

    /** The runners of all connectors, one for each, and operations on all of them at once. */
    public static final class SyncRunners {
        private static final Duration CYCLES_KEPT = Duration.ofDays(30);

        private final Connectors connectors;
        private final Map<String, SyncRunner> runners = new LinkedHashMap<>();
        private final PendingWork work;
        private final Cycles cycles;
        private final Clock clock;

        public SyncRunners(
                Connectors connectors,
                Function<Connector, SyncRunner> made,
                PendingWork work,
                Cycles cycles,
                Clock clock) {
            this.connectors = connectors;
            this.work = work;
            this.cycles = cycles;
            this.clock = clock;
            connectors.all().forEach(each -> runners.put(each.account().connector(), made.apply(each)));
        }

        public SyncRunner of(String connector) {
            return Objects.requireNonNull(runners.get(connector));
        }

        /** The names of the connectors that are not off. */
        public List<String> on() {
            return connectors.on().stream()
                    .map(each -> each.account().connector())
                    .toList();
        }

        /** Stops before the process ends: a running cycle sends nothing more, and the rest is due at the next start. */
        public void end() {
            runners.values().forEach(SyncRunner::end);
        }

        /**
         * Marks changes that an account missed, for example while another account was configured. Returns the number of
         * marks.
         */
        public int markBehind() {
            return work.markFrom(
                    connectors.on().stream().map(Connector::account).toList());
        }

        /** Removes old records that are no longer used. */
        public void tidy() {
            cycles.forget(clock.instant().minus(CYCLES_KEPT));
        }
    }
}
