package dev.devledger.application.sync;

import dev.devledger.application.command.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs the cycles of the connected account, one at a time on all nodes, and tells how they went. */
public final class SyncRunner implements Sync {
    /** Longer than the longest step between two renewals: two writes and what they may take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration LEASE_WAIT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration ANOTHER_RUNS = Duration.ofSeconds(1);
    private static final int ITEMS = 1_000;
    private static final int ALL_ITEMS = 20_000;

    private static final Duration CYCLES_KEPT = Duration.ofDays(30);
    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final ConnectedAccount account;
    private final SyncStatusQuery statuses;
    private final SyncWork work;
    private final Cycles cycles;
    private final Lease leases;
    private final ConnectorStates states;
    private final Clock clock;
    private final CycleRun cycle;

    private final ReentrantLock running = new ReentrantLock();
    private @Nullable CompletableFuture<Report> queued;

    /** A lease that could not be given back, as the database was away; only whoever runs a cycle looks at it. */
    private Lease.@Nullable Held unreleased;

    public SyncRunner(
            ConnectedAccount account,
            SyncSettings settings,
            RemoteTasks remote,
            RemoteBudget budget,
            Ledger ledger,
            ProjectQueries projects,
            TaskQueries tasks,
            LinkBook book,
            SyncWork work,
            Cycles cycles,
            Lease leases,
            ConnectorStates states,
            SyncStatusQuery statuses,
            Clock clock) {
        this.statuses = statuses;
        this.account = account;
        this.work = work;
        this.cycles = cycles;
        this.leases = leases;
        this.states = states;
        this.clock = clock;
        this.cycle = new CycleRun(
                account, settings, remote, budget, ledger, projects, tasks, book, work, cycles, states, clock);
    }

    @Override
    public SyncStatus status() {
        return statuses.now(running.isLocked());
    }

    @Override
    public SyncPlan plan() {
        requireOn();
        return new SyncPlan("", List.of());
    }

    @Override
    public Page<Cycles.Cycle> cycles(PageRequest page) {
        return cycles.list(account, page);
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

    private void requireOn() {
        if (account.off()) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "TickTick is off. Start with devledger.ticktick.mode=auto, live or sandbox.");
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
            Cycles.Cycle done = cycle(WHENEVER, true).orElseThrow();
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
        Instant held = states.get(account).heldAt(now);
        if (held != null) {
            return held;
        }
        if (!running.tryLock()) {
            return now.plus(ANOTHER_RUNS);
        }
        boolean ran;
        try {
            ran = cycle(now, false).isPresent();
        } finally {
            running.unlock();
        }
        Instant next = next();
        return ran || next.isAfter(now) ? next : now.plus(ANOTHER_RUNS);
    }

    private Instant next() {
        Instant idle = clock.instant().plus(IDLE);
        Instant held = states.get(account).heldAt(clock.instant());
        Instant due = work.nextDue(account);
        if (due == null) {
            return idle;
        }
        Instant soonest = held != null && held.isAfter(due) ? held : due;
        return soonest.isBefore(idle) ? soonest : idle;
    }

    /** Marks what the account was not told of, such as while another one was configured. */
    public int markBehind() {
        return account.off() ? 0 : work.markBehind(account);
    }

    /** Removes what nobody looks at any more. */
    public void tidy() {
        cycles.forget(clock.instant().minus(CYCLES_KEPT));
    }

    /** Empty where there was nothing to do and nobody asked. */
    private Optional<Cycles.Cycle> cycle(Instant dueBy, boolean asked) {
        List<SyncWork.Item> items = work.due(account, dueBy, ITEMS);
        if (items.isEmpty() && !asked) {
            return Optional.empty();
        }
        Lease.Held lease = lease(asked);
        if (lease == null) {
            return Optional.empty();
        }
        unreleased = lease;
        try {
            return Optional.of(cycle.run(
                    () -> leases.renew(account, lease, LEASE), work.due(account, dueBy, asked ? ALL_ITEMS : ITEMS)));
        } finally {
            leases.release(account, lease);
            unreleased = null;
        }
    }

    private Lease.@Nullable Held lease(boolean wait) {
        if (unreleased != null) {
            leases.release(account, unreleased);
            unreleased = null;
        }
        Instant until = clock.instant().plus(LEASE_WAIT);
        while (true) {
            Optional<Lease.Held> held = leases.acquire(account, LEASE);
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
