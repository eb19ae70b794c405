package dev.devledger.application.sync.push;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.guard.BlockedPushes;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One pass over the entities that are marked: what should be there, what both sides last agreed on, and a fresh read are
 * compared, and only what differs is sent. Parents come before what is below them; deletes come last, the other way round.
 */
public final class NarrowCycle {
    private static final Logger LOG = LoggerFactory.getLogger(NarrowCycle.class);
    private static final Duration BROKEN = Duration.ofMinutes(1);
    /** By then what was sent without a record of it is to be seen. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);
    /** So many marks are taken away at once; until then they still count as pending. */
    private static final int AT_ONCE = 50;

    /** Whoever ends such a wait marks what waited; this is for the case that the mark is lost. */
    static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    static final String ASKED = "it waits for your decision: GET /api/sync/conflicts";
    private static final String HELD = "it waits for your approval: GET /api/sync/approvals";

    private final LedgerPorts ledger;
    private final PendingWork work;
    private final ConnectedAccount account;
    private final Connector connector;
    private final Clock clock;
    private final LinkJournal records;
    private final CycleCalls calls;
    private final Progress progress;
    private final LostCreateSearch twins;
    private final PushBatchReader read;
    private final HiddenTasks hidden;
    private final ConflictBook conflicts;
    private final CycleGuards guards;
    private final RecentValues remembered;
    private final List<PendingWork.Item> settled = new ArrayList<>();
    private int pushed;
    private boolean complete = true;
    private boolean wantsFull;
    private LockedLists locked = LockedLists.NONE;
    private Map<String, Cycles.Read> reads = Map.of();
    private Set<EntityRef> early = Set.of();
    private final ExistenceTable table;
    private final Closures closures;
    private @Nullable ClosedLists closedLists;

    public NarrowCycle(
            Connection connection, LinkJournal records, CycleCalls calls, CycleGuards guards, Progress progress) {
        LinkBook book = connection.ports().links();
        this.ledger = connection.ledger();
        this.work = connection.ports().work();
        this.account = connection.account();
        this.connector = connection.connector();
        this.clock = connection.clock();
        this.records = records;
        this.calls = calls;
        this.guards = guards;
        this.progress = progress;
        this.conflicts = connection.ports().conflicts();
        this.remembered = connection.recentValues();
        this.table = connection.table();
        this.twins = new LostCreateSearch(calls, book, connection.connector(), clock);
        this.hidden = new HiddenTasks(book, account, calls);
        this.read = new PushBatchReader(ledger.projectQueries(), ledger.taskQueries(), book, connection.connector());
        this.closures = connection.ports().closures();
    }

    /** How many entities were changed at the remote, so far. */
    public int pushed() {
        return pushed;
    }

    /** Whether nothing has to be looked at again, so far. */
    public boolean complete() {
        return complete;
    }

    /** Whether something waits for a cycle that reads the lists. */
    public boolean wantsFull() {
        return wantsFull;
    }

    /** How the lists were read: into those that are closed nothing is written. */
    public void lock(Map<String, Cycles.Read> reads) {
        this.reads = reads;
        locked = LockedLists.of(reads);
    }

    /** Whose time has not come, and who are tried as somebody has asked for all there is, closed lists among them. */
    public void early(Set<EntityRef> entities) {
        early = entities;
        closed().tryNow();
    }

    /** Answers those that are left to the next pass, with what they belong to. */
    public Set<PendingWork.Item> run(List<PendingWork.Item> items) {
        BlockedPushes waiting = guards.heldPushes();
        if (waiting.all()) {
            // Looking for a list may make it, and then the plan that a person is asked about is another one.
            items.forEach(each -> conclude(each, waits(HELD)));
            return Set.of();
        }
        PushBatch marked = read.read(items, reads);
        marked.missing()
                .forEach(each -> conclude(
                        each, new PushOutcome.Later("its row in the read model is missing", BROKEN, true, false)));
        if (!marked.lists().isEmpty()) {
            work.mark(account, marked.lists());
        }
        Set<EntityRef> again = marked.tasksToLinkAgain();
        // What is below one that is made again is still below what it was, and nothing else would look at it once it is
        // linked.
        records.onLink(each -> {
            if (again.contains(each)) {
                work.mark(account, ledger.goingWith(each));
            }
        });
        ClosedLists closed = closed();
        TargetLists homes = new TargetLists(records, calls, connector, clock, locked, closed, table, marked::link);
        OpenConflicts frozen = OpenConflicts.of(
                conflicts,
                account,
                marked.candidates().stream().map(each -> each.item().entity()).toList());
        PassGuards passGuards = new PassGuards(marked, frozen::isAsWhole, guards, connector.words());
        Map<EntityRef, PendingWork.Item> marks =
                items.stream().collect(Collectors.toMap(PendingWork.Item::entity, Function.identity()));
        PushContext bench = new PushContext(
                records,
                calls,
                homes,
                twins,
                connector,
                marked::link,
                frozen::fields,
                read::wantedNow,
                remembered,
                passGuards::counted,
                closed,
                hidden,
                table,
                entity -> putOff(Objects.requireNonNull(marks.get(entity))));
        wantsFull |= passGuards.holdsAny();
        Predicate<PushCandidate> held = each -> passGuards.holds(each.item().entity()) || isHeld(each, waiting, marked);
        BatchedUpdates changes = new BatchedUpdates(bench, marked::put);
        Predicate<PushCandidate> free =
                each -> frozen.asWhole(each.item().entity()).isEmpty()
                        && !held.test(each)
                        && whyLocked(each, marked).isEmpty();
        Predicate<PushCandidate> open = free.and(each ->
                closed.waits(each.item().entity(), each.wanted(), marked::link).isEmpty());
        DeletedLists whole = new DeletedLists(bench, marked, open, marked::put);
        List<PushCandidate> next = DeletedLists.leftToTheirList(marked);
        Set<EntityRef> tried =
                next.stream().map(each -> each.item().entity()).collect(Collectors.toCollection(HashSet::new));
        FirstExport export = new FirstExport(bench, marked::put, progress::created, entity -> {
            tried.add(entity);
            conclude(Objects.requireNonNull(marks.get(entity)), new PushOutcome.Settled(false));
        });
        try {
            for (PushCandidate each : probes(marked, closed)) {
                tried.add(each.item().entity());
                logged(each, () -> push(each, bench, marked, frozen, held));
            }
            Predicate<PushCandidate> left = each -> !tried.contains(each.item().entity());
            for (List<PushCandidate> all : marked.levels()) {
                export.run(all.stream().filter(left.and(free)).toList());
                List<PushCandidate> level = all.stream().filter(left).toList();
                Map<EntityRef, PushOutcome> done =
                        changes.run(level.stream().filter(open).toList());
                for (PushCandidate each : level) {
                    PushOutcome outcome = done.get(each.item().entity());
                    if (outcome != null) {
                        conclude(each.item(), outcome);
                    } else if (!whole.with(each.item().entity()).isEmpty()) {
                        logged(each, () -> deleteWhole(each, whole, one -> push(one, bench, marked, frozen, held)));
                    } else if (!whole.waits(each.item().entity())) {
                        logged(each, () -> push(each, bench, marked, frozen, held));
                    }
                }
            }
        } finally {
            pushed += export.made();
            passGuards.conclude(marked);
            takeAway();
        }
        return next.stream().map(PushCandidate::item).collect(Collectors.toSet());
    }

    /** With the list that it is in, where that is not there yet. */
    private static boolean isHeld(PushCandidate candidate, BlockedPushes waiting, PushBatch marked) {
        EntityRef entity = candidate.item().entity();
        if (waiting.holds(entity, candidate.wanted(), marked.link(entity))) {
            return true;
        }
        return candidate.wanted() instanceof Wanted.Present present
                && !(marked.link(present.home().list()) instanceof SyncLink.Linked)
                && waiting.holds(
                        present.home().list(),
                        present,
                        marked.link(present.home().list()));
    }

    private Optional<String> whyLocked(PushCandidate candidate, PushBatch marked) {
        return locked.reason(candidate.item().entity(), candidate.wanted(), marked::link);
    }

    private ClosedLists closed() {
        if (closedLists == null) {
            closedLists = new ClosedLists(closures, account, clock);
        }
        return closedLists;
    }

    /** By what comes of them the others go. */
    private static List<PushCandidate> probes(PushBatch marked, ClosedLists closed) {
        List<EntityRef> probes = closed.probes();
        return marked.candidates().stream()
                .filter(each -> probes.contains(each.item().entity()))
                .toList();
    }

    private void putOff(PendingWork.Item item) {
        work.later(account, item, clock.instant().plus(UNDER_WAY), item.attempts(), null);
    }

    /** What was never answered is asked about, and tried again all the same. */
    private static boolean waitsForAPerson(EntityRef entity, OpenConflicts frozen) {
        return frozen.find(entity, each -> each.freezesAll() && !each.neverAnswered())
                .isPresent();
    }

    private static void logged(PushCandidate candidate, Runnable work) {
        MDC.put("entity", candidate.item().entity().toString());
        try {
            work.run();
        } finally {
            MDC.remove("entity");
        }
    }

    private void push(
            PushCandidate candidate,
            PushContext bench,
            PushBatch marked,
            OpenConflicts frozen,
            Predicate<PushCandidate> held) {
        EntityRef entity = candidate.item().entity();
        SyncLink before = marked.link(entity);
        if (early.contains(entity) && UpdateSteps.isIgnored(before)) {
            complete = false;
            return;
        }
        Push push = push(candidate, bench);
        try {
            Optional<String> waits = waitsForAPerson(entity, frozen)
                    ? Optional.of(ASKED)
                    : held.test(candidate) ? Optional.of(HELD) : whyLocked(candidate, marked);
            PushOutcome outcome = waits.isPresent()
                    ? waits(waits.get())
                    : bench.closed()
                            .waits(entity, candidate.wanted(), marked::link)
                            .orElseGet(push::run);
            conclude(candidate.item(), outcome);
        } catch (Rejection e) {
            // Another node has put something else on record meanwhile: the next cycle sees it.
            LOG.info("{} is left to the next cycle: {}", entity, e.getMessage());
            conclude(candidate.item(), new PushOutcome.Later(e.detail(), Duration.ofSeconds(1), false, false));
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) {
            // It comes first again in the next cycle, so the others would never be reached.
            LOG.error("{} could not be pushed; the others continue", entity, e);
            conclude(
                    candidate.item(),
                    new PushOutcome.Later(
                            "unexpected error; the server's log has the reason", BROKEN, true, push.pushed()));
        }
        wantsFull |= push.wantsFull();
        marked.put(entity, push.link());
        if (push.link() instanceof SyncLink.Linked && !(before instanceof SyncLink.Linked)) {
            showWhatIsBelow(entity);
        }
    }

    /** The list with all that is in it, or one by one and the list last. */
    private void deleteWhole(PushCandidate list, DeletedLists whole, Consumer<PushCandidate> alone) {
        List<PushCandidate> all = whole.with(list.item().entity());
        Optional<PushOutcome> outcome;
        try {
            outcome = whole.delete(list.item().entity());
        } catch (Rejection e) {
            // Another node has put something else on record meanwhile: each goes on by itself.
            LOG.info("{} is not deleted as a whole: {}", list.item().entity(), e.getMessage());
            outcome = Optional.empty();
        }
        if (outcome.isPresent()) {
            PushOutcome same = outcome.get();
            all.forEach(each -> conclude(each.item(), same));
            conclude(list.item(), same);
        } else {
            all.forEach(each -> logged(each, () -> alone.accept(each)));
            alone.accept(list);
        }
    }

    /** For a person, which is no failure: it does not wait longer for having waited. */
    private static PushOutcome waits(String reason) {
        return new PushOutcome.Later(reason, ASKED_AGAIN, false, false);
    }

    private static Push push(PushCandidate candidate, PushContext bench) {
        EntityRef entity = candidate.item().entity();
        return entity.kind() == EntityRef.Kind.LIST
                ? new ListPush(entity, candidate.wanted(), candidate.item().attempts(), bench)
                : new EntityPush(entity, candidate.wanted(), candidate.item().attempts(), bench);
    }

    /** A card or list that is new there has tasks that may never have been marked, such as after a change of placement. */
    private void showWhatIsBelow(EntityRef entity) {
        boolean holdsTasks =
                switch (entity.kind()) {
                    case PROJECT -> connector.settings().subtasks();
                    case LIST -> !entity.holdsCards();
                    case TASK -> false;
                };
        if (holdsTasks) {
            work.markTasksOf(account, entity.id());
        }
    }

    private void conclude(PendingWork.Item item, PushOutcome outcome) {
        if (outcome.pushed()) {
            pushed++;
        }
        switch (outcome) {
            case PushOutcome.Settled done -> {
                settled.add(item);
                if (settled.size() >= AT_ONCE) {
                    takeAway();
                }
            }
            case PushOutcome.Later later -> {
                complete = false;
                int attempts = attempts(item, later);
                work.later(account, item, clock.instant().plus(wait(later, attempts)), attempts, later.reason());
                progress.concluded(item.entity(), false);
            }
        }
    }

    /** Where something of it came through, what failed before says nothing of the rest. */
    private static int attempts(PendingWork.Item item, PushOutcome.Later later) {
        int before = later.pushed() ? 0 : item.attempts();
        return later.failed() ? before + 1 : before;
    }

    /** Where the process ends before it, the next cycle finds them settled. */
    private void takeAway() {
        List<PendingWork.Item> done = List.copyOf(settled);
        settled.clear();
        if (!done.isEmpty()) {
            work.done(account, done);
            done.forEach(each -> progress.concluded(each.entity(), true));
        }
    }

    /** What waits for days is looked at meanwhile, and put off again: a later time would be taken for a wrong clock's. */
    private static Duration wait(PushOutcome.Later later, int attempts) {
        Duration wait = grown(later, attempts);
        return wait.compareTo(PendingWork.LONGEST_WAIT) < 0 ? wait : PendingWork.LONGEST_WAIT;
    }

    /** Doubles with each failure in a row, from the first wait to the longest. */
    private static Duration grown(PushOutcome.Later later, int attempts) {
        if (!later.failed() || attempts <= 1) {
            return later.retryAfter();
        }
        Duration doubled = later.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(later.longest()) < 0 ? doubled : later.longest();
    }
}
