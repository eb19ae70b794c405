package dev.devledger.application.sync.time;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.time.TimeEntryPairing.TimePeople;
import dev.devledger.application.sync.time.TimeReads.CompareWindow;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the time entries of both sides together: takes over the changes that a window shows, and writes marked entries
 * to the service.
 */
public final class TimePass {
    private static final Logger LOG = LoggerFactory.getLogger(TimePass.class);

    /** The number of entries that are written before the list of due entries is read anew. */
    private static final int AT_ONCE = 1_000;

    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** The number of failures in a row after which a person is asked, if there is a question to ask. */
    private static final int PATIENCE = 4;

    private final CycleContext connection;
    private final CycleCalls calls;
    private final TimeRecords records;
    private final TimeGuards guards;
    private final CompareWindow rhythm;
    private final Progress progress;
    private final long sentBefore;
    private int pulled;
    private int pushed;
    private boolean looked;
    private boolean complete = true;
    private @Nullable String problem;

    /**
     * A pass of a cycle that begins: the cycle's requests are counted from now on.
     *
     * @param requireLease called before each record that another node must not make as well
     * @param rhythm decides when to read time, over all cycles
     * @param progress shows the progress, over all cycles
     */
    public TimePass(
            CycleContext connection,
            CycleCalls calls,
            CycleGuards guards,
            Runnable requireLease,
            UUID cycle,
            CompareWindow rhythm,
            Progress progress) {
        this.connection = connection;
        this.calls = calls;
        this.records = new TimeRecords(connection, requireLease, cycle);
        this.guards = new TimeGuards(connection, guards);
        this.rhythm = rhythm;
        this.progress = progress;
        this.sentBefore = connection.connector().budget().sent();
    }

    /** Returns the number of entries changed in the ledger, so far. */
    public int pulled() {
        return pulled;
    }

    /** Returns the number of entries changed in the service, so far. */
    public int pushed() {
        return pushed;
    }

    /** True if nothing has failed, so far. */
    public boolean complete() {
        return complete;
    }

    /** True if the service's time entries were to be read in this pass, so far: only then is anything known of them. */
    public boolean looked() {
        return looked;
    }

    /** Returns the reason why time entries are not in step though nothing stopped the cycle; null if they are. */
    @Nullable
    public String problem() {
        return problem;
    }

    /** Which time entries a cycle reads. */
    public enum ReadUrgency {
        /** None; the cycle only writes marked entries. */
        NOTHING,
        /** A window, unless the poll has made many requests already. */
        IF_FEW_REQUESTS,
        /** A window, at once, as a user waits for it. */
        NOW
    }

    /**
     * Brings the entries together. Before a person has approved the account's first plan, which is about all entries,
     * nothing is done. At the first meeting the pass also waits while tasks are still to be read, as new entries would
     * have no task then.
     *
     * @param lists the reads of the lists that are kept in step
     */
    public void run(ReadUrgency wanted, Supplier<Map<String, Cycles.ListReadState>> lists) {
        RemoteTimeEntries remote = connection.connector().time().orElse(null);
        if (remote == null || guards.holdsAll()) {
            return;
        }
        boolean reads = wanted == ReadUrgency.NOW
                || (wanted == ReadUrgency.IF_FEW_REQUESTS
                        && !rhythm.waits(
                                connection.connector().budget().sent() - sentBefore,
                                connection.connector().comments().isPresent()));
        boolean idle = reads
                ? isFirst() && rhythm.waitsForTasks(isUnread(lists.get()))
                : work().due(account(), now(), 1).isEmpty() || (isLive() && isFirst());
        if (idle) {
            return;
        }
        looked = reads;
        switch (orStop(calls.other(remote::others))) {
            case RemoteAnswer.Ok<List<RemoteTimeEntries.Member>>(var others) -> {
                TimePeople people = TimePeople.of(connection.ledger().people().directory(), others);
                run(remote, people, reads);
            }
            case RemoteAnswer.Refused<List<RemoteTimeEntries.Member>>(var reason) -> incomplete(reason);
            case RemoteAnswer.Unknown<List<RemoteTimeEntries.Member>>(var reason) -> incomplete(reason);
        }
    }

    /** True for a person's own account: there both sides are compared before anything is written. */
    private boolean isLive() {
        return account().mode() == ConnectorMode.LIVE;
    }

    private boolean isFirst() {
        return connection.ports().entries().linked(account()) == 0;
    }

    private static boolean isUnread(Map<String, Cycles.ListReadState> lists) {
        return lists.values().stream().anyMatch(list -> list.readAt() == null && list.unread() == null);
    }

    private void run(RemoteTimeEntries remote, TimePeople people, boolean reads) {
        Map<String, RemoteEntry> rows = reads ? pull(remote, people) : Map.of();
        if (!guards.holdsCreates()) {
            push(remote, people, rows);
        }
    }

    private Map<String, RemoteEntry> pull(RemoteTimeEntries remote, TimePeople people) {
        Instant now = now();
        RemoteTimeEntries.Window window = rhythm.window(remote.reach(), now);
        switch (orStop(new TimeReads(remote, calls).whole(window))) {
            case RemoteAnswer.Ok<TimeReads.RemoteEntries>(var read) -> {
                TimePull pull = new TimePull(connection, calls, remote, people, records, guards, progress);
                try {
                    pull.run(window, read);
                } finally {
                    pulled += pull.pulled();
                }
                incomplete(read.unreadTimers());
                incomplete(pull.problem());
                boolean wide = CompareWindow.isWide(window, remote.reach(), now);
                UnimportedObjects left = connection.ports().left();
                left.keep(
                        account(),
                        Set.of(UnimportedObjects.TIME),
                        rhythm.left(wide, read.rows().keySet(), pull.left(), left.all(account())));
                if (!guards.holdsCreates()) {
                    rhythm.read(window, remote.reach(), now);
                }
                return read.rows();
            }
            case RemoteAnswer.Refused<TimeReads.RemoteEntries>(var reason) -> incomplete(reason);
            case RemoteAnswer.Unknown<TimeReads.RemoteEntries>(var reason) -> incomplete(reason);
        }
        return Map.of();
    }

    private void incomplete(@Nullable String why) {
        if (why != null) {
            complete = false;
            problem = "time entries: " + why;
        }
    }

    private void push(RemoteTimeEntries remote, TimePeople people, Map<String, RemoteEntry> rows) {
        EntryPush push = new EntryPush(connection, calls, remote, people, records);
        TimeEntryPairing sides = new TimeEntryPairing(connection, remote, people);
        Set<PendingTimeEntries.Item> tried = new HashSet<>();
        List<PendingTimeEntries.Item> items = due(tried);
        while (!items.isEmpty()) {
            tried.addAll(items);
            run(sides, push, items, rows);
            items = due(tried);
        }
    }

    private List<PendingTimeEntries.Item> due(Set<PendingTimeEntries.Item> tried) {
        return work().due(account(), now(), AT_ONCE).stream()
                .filter(item -> !tried.contains(item))
                .toList();
    }

    private void run(
            TimeEntryPairing sides,
            EntryPush push,
            List<PendingTimeEntries.Item> items,
            Map<String, RemoteEntry> rows) {
        Map<UUID, PendingTimeEntries.Item> byEntry = new HashMap<>();
        items.forEach(item -> byEntry.put(item.entry(), item));
        List<EntryState> states = sides.of(byEntry.keySet(), rows).stream()
                .sorted(Comparator.comparingInt(EntryPush::rank))
                .toList();
        TimeGuards deletes = judge(states);
        List<PendingTimeEntries.Item> idle = new ArrayList<>();
        try {
            for (EntryState state : states) {
                PendingTimeEntries.Item item = byEntry.remove(state.entry());
                if (item != null && !one(push, deletes, state, item)) {
                    idle.add(item);
                }
            }
            // An entry without a row is tried again later; an entry of another person is not written at all.
            byEntry.values().forEach(item -> {
                if (records.local(item.entry()) == null) {
                    later(item, "the ledger's own row of it could not be built", AGAIN);
                } else {
                    idle.add(item);
                }
            });
        } finally {
            work().done(account(), idle);
        }
    }

    private TimeGuards judge(List<EntryState> states) {
        states.stream().filter(TimePass::isDeletion).forEach(guards::deleteRemotely);
        guards.judge();
        return guards;
    }

    private static boolean isDeletion(EntryState state) {
        return EntryPush.rank(state) == 0;
    }

    /** @return false if there was nothing to do, which the caller records for all such entries at once */
    private boolean one(EntryPush push, TimeGuards deletes, EntryState state, PendingTimeEntries.Item item) {
        if (isDeletion(state) && deletes.holdsDeleteThere(state)) {
            later(item, "it waits for an approval; see GET /api/sync/approvals", AGAIN);
            return true;
        }
        try {
            EntryPush.Outcome outcome = push.push(state, item.attempts());
            pushed += outcome.sent() ? 1 : 0;
            if (outcome.problem() == null && !outcome.sent() && !isDeletion(state)) {
                return false;
            }
            if (outcome.problem() == null) {
                work().done(account(), List.of(item));
                if (isDeletion(state)) {
                    deletes.doneDelete(state);
                    addElsewhere(state);
                }
            } else if (outcome.ask() != null && item.attempts() >= PATIENCE) {
                records.ask(state, outcome.ask());
                work().done(account(), List.of(item));
            } else if (outcome.sent()) {
                work().mark(account(), Set.of(state.entry()));
            } else {
                later(item, outcome.problem(), outcome.after());
            }
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (Rejection e) {
            later(item, e.detail(), AGAIN);
        } catch (RuntimeException e) {
            LOG.error("The time entry {} is not synced; the others continue", item.entry(), e);
            later(item, "unexpected error; the server's log has the reason", AGAIN);
        }
        return true;
    }

    /**
     * Marks an entry that was removed in the service because it belongs to another person now, so that it is added as
     * that person's.
     */
    private void addElsewhere(EntryState state) {
        if (!state.local().deleted()) {
            work().mark(account(), Set.of(state.entry()));
        }
    }

    /** Delays the entry; the wait doubles with each failure in a row. */
    private void later(PendingTimeEntries.Item item, String reason, Duration first) {
        complete = false;
        Duration doubled = first.multipliedBy(1L << Math.min(item.attempts(), 20));
        Duration wait = doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
        work().later(account(), item, now().plus(wait), item.attempts() + 1, reason);
    }

    private PendingTimeEntries work() {
        return connection.ports().time();
    }

    private ConnectedAccount account() {
        return connection.account();
    }

    private Instant now() {
        return connection.clock().instant();
    }
}
