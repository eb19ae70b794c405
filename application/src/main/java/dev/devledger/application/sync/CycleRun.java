package dev.devledger.application.sync;

import dev.devledger.application.command.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.sync.ConnectorStates.ConnectorState;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.sync.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** One cycle from its beginning to its record: what it works through, how the connector fares by it, when to try again. */
final class CycleRun {
    private static final Logger LOG = LoggerFactory.getLogger(CycleRun.class);
    private static final int ITEMS = 1_000;
    /** A cycle also takes what is marked while it runs, but comes to an end under a constant stream of edits. */
    private static final int ROUNDS = 50;

    /** So many cycles in a row that could not do their work are more than a hiccup. */
    private static final int AWAY = 3;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final RemoteTasks remote;
    private final RemoteBudget budget;
    private final Ledger ledger;
    private final ProjectQueries projects;
    private final TaskQueries tasks;
    private final LinkBook book;
    private final SyncWork work;
    private final Cycles cycles;
    private final ConnectorStates states;
    private final Clock clock;

    CycleRun(
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
            ConnectorStates states,
            Clock clock) {
        this.account = account;
        this.settings = settings;
        this.remote = remote;
        this.budget = budget;
        this.ledger = ledger;
        this.projects = projects;
        this.tasks = tasks;
        this.book = book;
        this.work = work;
        this.cycles = cycles;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Works through the items, and through what is marked meanwhile; then says how it went.
     *
     * @param renewLease false where another node has taken over; asked before each call
     */
    Cycles.Cycle run(BooleanSupplier renewLease, List<SyncWork.Item> items) {
        UUID id = UUID.randomUUID();
        // A cycle that nobody's request asked for is told from others in the log by its own id.
        if (MDC.get("requestId") != null) {
            return run(renewLease, items, id);
        }
        MDC.put("requestId", id.toString());
        MDC.put("actor", account.connector());
        try {
            return run(renewLease, items, id);
        } finally {
            MDC.remove("requestId");
            MDC.remove("actor");
        }
    }

    private Cycles.Cycle run(BooleanSupplier renewLease, List<SyncWork.Item> items, UUID id) {
        Instant startedAt = clock.instant();
        long sentBefore = budget.sent();
        CycleCalls calls = new CycleCalls(remote, () -> require(renewLease), clock);
        NarrowCycle cycle = new NarrowCycle(
                projects,
                tasks,
                book,
                work,
                account,
                settings,
                clock,
                new LinkRecords(ledger, book, account, id),
                calls);
        String error = null;
        try {
            if (states.get(account).failures() >= AWAY) {
                requireAnswer(calls);
            }
            runAll(cycle, items);
            error = calls.lastUnanswered();
            states.set(account, error == null ? ConnectorState.IDLE : failing("unreachable", error, Duration.ZERO));
        } catch (CycleStopped e) {
            error = e.reason();
            tellOnce(e);
            states.set(account, failing(e.state(), e.reason(), e.after()));
        }
        Cycles.Cycle done = new Cycles.Cycle(
                id,
                "narrow",
                startedAt,
                clock.instant(),
                error == null && cycle.complete(),
                0,
                cycle.pushed(),
                0,
                (int) (budget.sent() - sentBefore),
                error);
        cycles.save(account, done);
        LOG.info(
                "Cycle {}: {} pushed, {} requests, {} ms{}",
                id,
                done.pushed(),
                done.remoteRequests(),
                Duration.between(startedAt, clock.instant()).toMillis(),
                done.complete() ? "" : ", more to do");
        return done;
    }

    /** An outage is told when it begins; each cycle until its end has its own line all the same. */
    private void tellOnce(CycleStopped stopped) {
        boolean known = states.get(account).state().equals(stopped.state());
        LOG.atLevel(known ? Level.DEBUG : Level.WARN).log("The cycle stops, the rest waits: {}", stopped.reason());
    }

    /**
     * A remote that has been away for a while is asked something harmless first. A create cannot be tried without two
     * events, and an outage of a night would be a thousand of them.
     */
    private static void requireAnswer(CycleCalls calls) {
        switch (calls.call(RemoteTasks::lists)) {
            case RemoteAnswer.Ok<List<RemoteList>> ok -> {}
            case RemoteAnswer.Refused<List<RemoteList>> refused -> {}
            case RemoteAnswer.NotSent<List<RemoteList>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<List<RemoteList>>(var reason) -> throw CycleStopped.unanswered(reason);
        }
    }

    private void runAll(NarrowCycle cycle, List<SyncWork.Item> first) {
        Set<SyncWork.Item> tried = new HashSet<>();
        List<SyncWork.Item> items = first;
        for (int round = 0; round < ROUNDS && !items.isEmpty(); round++) {
            cycle.run(items);
            items.forEach(item -> tried.add(new SyncWork.Item(item.entity(), item.generation(), 0)));
            items = work.due(account, clock.instant(), ITEMS).stream()
                    .filter(item -> !tried.contains(new SyncWork.Item(item.entity(), item.generation(), 0)))
                    .toList();
        }
    }

    private static void require(BooleanSupplier renewLease) {
        if (!renewLease.getAsBoolean()) {
            throw CycleStopped.leaseLost();
        }
    }

    /** Waits longer with each cycle in a row that could not do its work. */
    private ConnectorState failing(String state, String message, Duration after) {
        if (state.equals("idle")) {
            return ConnectorState.IDLE;
        }
        int failures = states.get(account).failures() + 1;
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
        Duration backoff = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        Duration wait = after.compareTo(backoff) > 0 ? after : backoff;
        return new ConnectorState(state, message, clock.instant().plus(wait), failures);
    }
}
