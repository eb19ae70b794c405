package dev.devledger.application.sync;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.CycleReader.CycleMemory;
import dev.devledger.application.sync.CycleTimes.CycleKind;
import dev.devledger.application.sync.FullCycle.DryRun;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.AgreedContents;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.cycle.FencedLedger;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.notes.NotePass;
import dev.devledger.application.sync.notes.NotePass.CommentReadDelay;
import dev.devledger.application.sync.notes.NotePass.NoteSendings;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.sync.pull.Pull;
import dev.devledger.application.sync.push.NarrowCycle;
import dev.devledger.application.sync.time.TimePass;
import dev.devledger.application.sync.time.TimeReads.CompareWindow;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * One cycle from its beginning to its record: its steps, the state of the connector afterwards, and the time of the
 * next try.
 */
final class CycleRun {
    private static final Logger LOG = LoggerFactory.getLogger(CycleRun.class);
    /** Limit high enough to send all items of one list together, even if other items were marked in between. */
    static final int ITEMS = 20_000;

    private static final String WAITS = "some of it waits for a later try, or for your approval";

    /**
     * Limit of rounds: a cycle also sends items that are marked while it runs, but has to end even if edits never stop.
     */
    private static final int ROUNDS = 50;

    private final CycleContext connection;
    private final SyncPorts ports;
    private final Clock clock;
    private final Progress progress;
    private final CycleMemory memory;
    private final ConnectorOutages outages;
    private final EntityKeys keys;
    private final LogOnce logOnce;
    private final CommentReadDelay patience = new CommentReadDelay();
    private final NoteSendings noteSendings = new NoteSendings();
    private final CompareWindow rhythm = new CompareWindow();
    private volatile CyclePhase phase = CyclePhase.READING;

    CycleRun(CycleContext connection, EntityKeys keys) {
        this.keys = keys;
        this.connection = connection;
        this.ports = connection.ports();
        this.clock = connection.clock();
        this.logOnce = new LogOnce(clock);
        this.memory = new CycleMemory(connection.connector(), clock);
        this.outages = new ConnectorOutages(connection);
        this.progress = new Progress(
                () -> ports.work().pending(connection.account()),
                connection.connector().budget(),
                clock);
    }

    /**
     * @param wantsFull true if a marked item waits for a cycle that reads the lists
     * @param unfinished true if the budget left lists unread that should have been read by now
     */
    record Done(Cycles.Cycle cycle, boolean wantsFull, boolean unfinished) {}

    /** The progress of a long sync. */
    Progress progress() {
        return progress;
    }

    Sync.Stage stage() {
        CyclePhase now = phase;
        return now.at(
                now == CyclePhase.SENDING ? progress.count() : null,
                connection.connector().title());
    }

    /** Plans a full cycle; writes nothing. */
    SyncPlan plan() {
        phase = CyclePhase.READING;
        return new DryRun(connection, memory, logOnce).plan();
    }

    /**
     * Runs a cycle, and returns its result.
     *
     * @param readSince the time since which all lists have to be read; null if no such read is requested
     * @param renewLease false if another node has taken over; called before each call
     * @param items the marked items when the narrow part begins
     */
    Done run(
            CycleKind kind,
            @Nullable Instant readSince,
            BooleanSupplier renewLease,
            Supplier<List<PendingWork.Item>> items) {
        UUID id = UUID.randomUUID();
        // In the log, a cycle that no request caused is told from others by its own id.
        if (MDC.get("requestId") != null) {
            return run(kind, readSince, renewLease, items, id);
        }
        MDC.put("requestId", id.toString());
        MDC.put("actor", connection.account().connector());
        try {
            return run(kind, readSince, renewLease, items, id);
        } finally {
            MDC.remove("requestId");
            MDC.remove("actor");
        }
    }

    private Done run(
            CycleKind kind,
            @Nullable Instant readSince,
            BooleanSupplier renewLease,
            Supplier<List<PendingWork.Item>> items,
            UUID id) {
        phase = CyclePhase.READING;
        Instant startedAt = clock.instant();
        long sentBefore = connection.connector().budget().sent();
        CycleCalls calls = new CycleCalls(
                connection.connector(),
                new AgreedContents(
                        connection.connector(), ports.links(), ports.states().memory(connection.account())),
                memory.paged(),
                ports.meters(),
                () -> require(renewLease),
                logOnce,
                clock);
        CycleGuards guards = new CycleGuards(connection.connector(), ports.links(), ports.holds(), clock);
        NarrowCycle narrow = narrow(calls, guards, id);
        NotePass notes = new NotePass(connection, calls, () -> require(renewLease), id, patience, noteSendings);
        TimePass time = new TimePass(connection, calls, guards, () -> require(renewLease), id, rhythm, progress);
        Pull pull = pull(renewLease, id);
        FullCycle.@Nullable Result full = null;
        boolean unfinished = kind != CycleKind.FULL && readSince != null;
        String error = null;
        List<String> failed = new ArrayList<>();
        try {
            if (!kind.readsLists() && outages.isInDoubt()) {
                requireAnswer(calls);
            }
            full = kind == CycleKind.NARROW
                    ? null
                    : part("look at the lists", failed, () -> full(kind, readSince, calls, guards, pull));
            unfinished = full == null ? unfinished : readSince != null && full.leavesOlderThan(readSince);
            FullCycle.Result read = full;
            part("sending", failed, () -> {
                send(narrow, read, items, kind == CycleKind.FULL);
                return null;
            });
            part("time", failed, () -> {
                time.run(kind.time(), () -> read == null ? ports.cycles().reads(connection.account()) : read.reads());
                return null;
            });
            part("notes", failed, () -> {
                notes.run(kind.notes());
                return null;
            });
            requireAllRead(full, kind != CycleKind.FULL || unfinished);
            error = calls.away();
            outages.over(error, kind.decides() ? read : null, time, failed);
        } catch (CycleStopped e) {
            error = e.reason();
            outages.stopped(e);
        }
        int sent = (int) (connection.connector().budget().sent() - sentBefore);
        boolean complete = error == null
                && failed.isEmpty()
                && narrow.complete()
                && notes.complete()
                && time.complete()
                && (full == null || full.complete());
        String left = Stream.of(
                        Stream.ofNullable(error),
                        failed.stream(),
                        Stream.ofNullable(pull.left()),
                        Stream.ofNullable(time.problem()),
                        full == null ? Stream.<String>empty() : full.open().stream(),
                        Stream.ofNullable(waiting(narrow.left())),
                        complete ? Stream.<String>empty() : Stream.of(WAITS))
                .flatMap(each -> each)
                .findFirst()
                .orElse(null);
        Cycles.Cycle done = new Cycles.Cycle(
                id,
                kind.word(),
                startedAt,
                clock.instant(),
                complete,
                pull.pulled() + notes.pulled() + time.pulled(),
                narrow.pushed() + notes.pushed() + time.pushed(),
                pull.conflicts(),
                sent,
                left);
        save(done, kind.readsLists() ? full : null);
        tell(done, error);
        return new Done(done, narrow.wantsFull(), unfinished);
    }

    /** Describes the items that could not be sent, naming one of them; null if there are none. */
    private @Nullable String waiting(Map<EntityRef, String> left) {
        return left.entrySet().stream()
                .findFirst()
                .map(each -> keys.words(each.getKey(), each.getValue())
                        + (left.size() == 1 ? "" : "; and " + (left.size() - 1) + " more"))
                .orElse(null);
    }

    /**
     * Runs a part of the cycle. Its exception does not end the cycle: the other parts go on, and the failure is
     * reported.
     */
    private <T extends @Nullable Object> @Nullable T part(String what, List<String> failed, Supplier<T> work) {
        try {
            return work.get();
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) {
            String line = "the " + what + " failed unexpectedly; the server's log has the reason";
            failed.add(line);
            LOG.atLevel(logOnce.isNew(line) ? Level.ERROR : Level.DEBUG)
                    .setCause(e)
                    .log("In a cycle {}", line);
            return null;
        }
    }

    private NarrowCycle narrow(CycleCalls calls, CycleGuards guards, UUID id) {
        LinkJournal journal = new LinkJournal(
                connection.ledger().ledger(), ports.links(), ports.conflicts(), connection.account(), id);
        return new NarrowCycle(connection, journal, calls, guards, progress);
    }

    private Pull pull(BooleanSupplier renewLease, UUID id) {
        FencedLedger fenced = new FencedLedger(connection.ledger().ledger(), () -> require(renewLease));
        return new Pull(connection, connection.ledger().by(fenced), logOnce, keys, id, clock.instant());
    }

    private FullCycle.Result full(
            CycleKind kind, @Nullable Instant readSince, CycleCalls calls, CycleGuards guards, Pull pull) {
        Instant readBefore = Objects.requireNonNullElse(readSince, Instant.MIN);
        CycleReader.ListsToRead lists = kind == CycleKind.FULL
                ? CycleReader.ListsToRead.ALL
                : new CycleReader.ListsToRead(readBefore, kind == CycleKind.POLL);
        return new FullCycle(connection, memory, calls, guards).run(lists, pull, keys, () -> {
            phase = CyclePhase.APPLYING;
            if (!guards.heldPushes().all()) {
                pull.takeOwnAddress();
            }
        });
    }

    /**
     * Throws the exception of the exhausted budget, after all other steps, if lists were left unread that have to be
     * read.
     */
    private static void requireAllRead(FullCycle.@Nullable Result full, boolean needed) {
        CycleStopped cut = full == null ? null : full.cut();
        if (cut != null && needed) {
            throw cut;
        }
    }

    private void save(Cycles.Cycle done, FullCycle.@Nullable Result full) {
        if (full == null) {
            ports.cycles().save(connection.account(), done);
        } else {
            ports.cycles().save(connection.account(), done, full.reads());
        }
        ports.meters().over(done);
    }

    /**
     * Logs the cycle. Problems that keep objects from being taken over were logged before, and are the same at each
     * poll.
     */
    private void tell(Cycles.Cycle done, @Nullable String outage) {
        boolean quiet = outage == null && done.pulled() == 0 && done.pushed() == 0 && done.conflicts() == 0;
        LOG.atLevel(quiet ? Level.DEBUG : Level.INFO)
                .log(
                        "Cycle {} ({}): {} pulled, {} pushed, {} conflicts, {} requests, {} ms{}",
                        done.id(),
                        done.kind(),
                        done.pulled(),
                        done.pushed(),
                        done.conflicts(),
                        done.remoteRequests(),
                        Duration.between(done.startedAt(), clock.instant()).toMillis(),
                        done.complete() ? "" : ", more to do");
    }

    /**
     * Requires a harmless call to succeed first if the remote was away for a while or refused access. Otherwise an
     * outage of one night would store a thousand events, as each try of a create stores two.
     */
    private static void requireAnswer(CycleCalls calls) {
        switch (calls.lists()) {
            case RemoteAnswer.Ok<List<RemoteList>> ok -> {}
            case RemoteAnswer.Refused<List<RemoteList>> refused -> {}
            case RemoteAnswer.NotSent<List<RemoteList>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<List<RemoteList>>(var reason) -> throw CycleStopped.unanswered(reason);
        }
    }

    private void send(
            NarrowCycle narrow,
            FullCycle.@Nullable Result full,
            Supplier<List<PendingWork.Item>> items,
            boolean asked) {
        phase = CyclePhase.SENDING;
        narrow.lock(full == null ? ports.cycles().reads(connection.account()) : full.reads());
        runAll(narrow, items.get(), asked);
        progress.over();
    }

    private void runAll(NarrowCycle cycle, List<PendingWork.Item> first, boolean asked) {
        progress.begin(first.size());
        if (asked) {
            cycle.early(early(first));
        }
        Set<PendingWork.Item> tried = new HashSet<>();
        List<PendingWork.Item> items = first;
        for (int round = 0; round < ROUNDS && !items.isEmpty(); round++) {
            Set<PendingWork.Item> left = cycle.run(items);
            items.stream()
                    .filter(item -> !left.contains(item))
                    .forEach(item -> tried.add(new PendingWork.Item(item.entity(), item.generation(), 0)));
            items = ports.work().due(connection.account(), clock.instant(), ITEMS).stream()
                    .filter(item -> !tried.contains(new PendingWork.Item(item.entity(), item.generation(), 0)))
                    .toList();
        }
    }

    private Set<EntityRef> early(List<PendingWork.Item> all) {
        Set<EntityRef> early = new HashSet<>();
        all.stream().filter(item -> item.attempts() > 0).forEach(item -> early.add(item.entity()));
        if (!early.isEmpty()) {
            ports.work()
                    .due(connection.account(), clock.instant(), all.size())
                    .forEach(item -> early.remove(item.entity()));
        }
        return early;
    }

    private static void require(BooleanSupplier renewLease) {
        if (!renewLease.getAsBoolean()) {
            throw CycleStopped.leaseLost();
        }
    }
}
