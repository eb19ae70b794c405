package dev.devledger.application.sync;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs the cycles of the connected account, one at a time on all nodes, and tells how they went. */
public final class SyncRunner implements Sync {
    private static final Duration LEASE_WAIT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** What waits for a poll does not wait for its interval, but the remote has a limit. */
    private static final Duration SOONEST_POLL = Duration.ofSeconds(2);

    private static final Duration ANOTHER_RUNS = Duration.ofSeconds(1);

    /** A look at all lists that took longer is no look any more: the next one begins anew. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(15);

    private static final Duration CYCLES_KEPT = Duration.ofDays(30);
    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final SyncStatusQuery statuses;
    private final PendingWork work;
    private final Cycles cycles;
    private final Lease leases;
    private final ConnectorStates states;
    private final Clock clock;
    private final CycleRun cycle;

    private final ReentrantLock running = new ReentrantLock();
    private @Nullable CompletableFuture<Report> queued;

    /** A lease that could not be given back, as the database was away; only whoever runs a cycle looks at it. */
    private Lease.@Nullable Held unreleased;

    /** When this node last looked at the remote's lists, also where that came to no end. */
    private volatile @Nullable Instant polledAt;

    private volatile boolean fullWanted;
    private volatile boolean ending;

    /**
     * Since when a look at all lists is under way that the budget has cut short; null where there is none. Where it is
     * lost, each list has its turn all the same.
     */
    private volatile @Nullable Instant lookingSince;

    public SyncRunner(Connector connector, LedgerPorts ledger, SyncPorts ports, Clock clock) {
        this.account = connector.account();
        this.settings = connector.settings();
        this.statuses = new SyncStatusQuery(connector, ports);
        this.work = ports.work();
        this.cycles = ports.cycles();
        this.leases = ports.leases();
        this.states = ports.states();
        this.clock = clock;
        this.cycle = new CycleRun(new Connection(connector, ledger, ports, clock));
    }

    /** Before the process ends: a cycle that runs sends nothing more, and what it leaves is due at the next start. */
    public void end() {
        ending = true;
    }

    private boolean goesOn(Lease.Held lease) {
        if (ending) {
            throw CycleStopped.ending();
        }
        return leases.renew(account, lease, Lease.LENGTH);
    }

    @Override
    public SyncStatus status() {
        return statuses.now(running.isLocked(), cycle.progress());
    }

    @Override
    public Map<String, Cycles.Read> lists() {
        return cycles.reads(account);
    }

    @Override
    public @Nullable Stage stage() {
        return running.isLocked() ? cycle.stage() : null;
    }

    @Override
    public Page<Cycles.Cycle> cycles(PageRequest page) {
        return cycles.list(account, page);
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
                    "There is no plan, because TickTick could not be read: " + e.reason());
        } finally {
            running.unlock();
        }
    }

    private void requireOn() {
        if (account.off()) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "TickTick is off. Start with devledger.ticktick.mode=auto, live or sandbox.");
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

    /** Waits for the cycle that is under way; who asks until then shares the one that follows. */
    private void runFor(CompletableFuture<Report> waiting) {
        running.lock();
        try {
            synchronized (this) {
                queued = null;
            }
            Instant from = clock.instant();
            Cycles.Cycle done = cycle(CycleRun.Kind.FULL, WHENEVER).orElseThrow();
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
     * Runs a cycle over what is due, unless one is under way.
     *
     * @return when to look again at the latest
     */
    public Instant runDue() {
        Instant now = clock.instant();
        if (account.off()) {
            return now.plus(IDLE);
        }
        if (!running.tryLock()) {
            return now.plus(ANOTHER_RUNS);
        }
        boolean ran;
        try {
            // Asked under the lock: who holds the sync back, and sees that no cycle runs, knows that none begins
            // either.
            Instant held = states.get(account).pausedUntil(now);
            if (held != null) {
                return held;
            }
            ran = cycle(kind(now), now).isPresent();
        } finally {
            running.unlock();
        }
        Instant next = next();
        return ran || next.isAfter(now) ? next : now.plus(ANOTHER_RUNS);
    }

    private CycleRun.Kind kind(Instant now) {
        if (isDue(nextPoll(now), now)) {
            return CycleRun.Kind.POLL;
        }
        return isDue(nextRest(), now) ? CycleRun.Kind.REST : CycleRun.Kind.NARROW;
    }

    private static boolean isDue(@Nullable Instant next, Instant now) {
        return next != null && !next.isAfter(now);
    }

    private Instant next() {
        Instant now = clock.instant();
        Instant soonest = earlier(now.plus(IDLE), work.nextDue(account));
        soonest = earlier(earlier(soonest, nextPoll(now)), nextRest());
        Instant held = states.get(account).pausedUntil(now);
        return held != null && held.isAfter(soonest) ? held : soonest;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** What was asked for and is not finished goes on as soon as the budget lets it, also where nothing is polled. */
    private @Nullable Instant nextRest() {
        Instant last = polledAt;
        if (lookingSince == null || last == null) {
            return null;
        }
        Instant now = clock.instant();
        return last.isAfter(now) ? now : last.plus(SOONEST_POLL);
    }

    /** Null where nothing is looked for without being asked. */
    private @Nullable Instant nextPoll(Instant now) {
        if (settings.pollInterval().isZero()) {
            return null;
        }
        // A record of the future is one that a clock was set back from.
        Optional<Instant> polled = Optional.ofNullable(polledAt).filter(at -> !at.isAfter(now));
        Optional<Instant> anywhere = cycles.lastFullAt(account).filter(at -> !at.isAfter(now));
        Instant last = later(polled.orElse(null), anywhere.orElse(null));
        if (last == null) {
            return now;
        }
        Instant next = last.plus(settings.pollInterval());
        return fullWanted ? earlier(next, last.plus(SOONEST_POLL)) : next;
    }

    /** Marks what the account was not told of, such as while another one was configured. */
    public int markBehind() {
        return work.markFrom(account);
    }

    /** Removes what nobody looks at any more. */
    public void tidy() {
        cycles.forget(clock.instant().minus(CYCLES_KEPT));
    }

    /** Empty where there was nothing to do and nobody asked, or another node runs one. */
    private Optional<Cycles.Cycle> cycle(CycleRun.Kind kind, Instant dueBy) {
        boolean asked = kind == CycleRun.Kind.FULL;
        if (kind == CycleRun.Kind.NARROW && work.due(account, dueBy, 1).isEmpty()) {
            return Optional.empty();
        }
        Lease.Held lease = lease(asked);
        if (lease == null) {
            return Optional.empty();
        }
        unreleased = lease;
        try {
            if (kind != CycleRun.Kind.NARROW) {
                fullWanted &= kind == CycleRun.Kind.REST;
                polledAt = clock.instant();
            }
            Instant since = asked ? lookSince(clock.instant()) : lookingSince;
            CycleRun.Done done = cycle.run(
                    kind,
                    since,
                    () -> goesOn(lease),
                    () -> work.due(account, asked ? WHENEVER : clock.instant(), CycleRun.ITEMS));
            fullWanted |= done.wantsFull();
            if (kind != CycleRun.Kind.NARROW) {
                lookingSince = done.unfinished() ? since : null;
            }
            return Optional.of(done.cycle());
        } finally {
            leases.release(account, lease);
            unreleased = null;
        }
    }

    /** One that was cut short goes on. */
    private Instant lookSince(Instant now) {
        Instant begun = lookingSince;
        return begun != null && !begun.isAfter(now) && begun.plus(LONGEST_LOOK).isAfter(now) ? begun : now;
    }

    private Lease.@Nullable Held lease(boolean wait) {
        if (unreleased != null) {
            leases.release(account, unreleased);
            unreleased = null;
        }
        Instant until = clock.instant().plus(LEASE_WAIT);
        while (true) {
            Optional<Lease.Held> held = leases.acquire(account, Lease.LENGTH);
            if (held.isPresent()) {
                return held.get();
            }
            if (!wait) {
                return null;
            }
            if (clock.instant().isAfter(until)) {
                throw new Ledger.LedgerBusy(new IllegalStateException("another node runs a cycle"));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
