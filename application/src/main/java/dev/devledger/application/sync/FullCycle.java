package dev.devledger.application.sync;

import dev.devledger.application.sync.CycleReader.CycleMemory;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.cycle.AgreedContents;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.guard.Approvals.BlockedPushes;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.lookup.RemoteLookups.PlanObjects;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.GuardedPlan;
import dev.devledger.application.sync.plan.GuardedPlan.PlannedLists;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.PlanReport;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.sync.pull.Pull;
import dev.devledger.application.sync.read.ListReads;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the synced lists, plans, and takes remote changes into the ledger. Remote writes are marked, and left to the
 * narrow part that follows.
 */
final class FullCycle {
    private static final Logger LOG = LoggerFactory.getLogger(FullCycle.class);

    /**
     * @param plan the planned items
     * @param reads the last read of each list, for the next cycle
     * @param left the lists that should have been read, but were left unread as the budget was used up
     * @param open descriptions of what could not be decided or taken over yet, though nothing is wrong with it
     * @param cut the exception of the exhausted budget; null if no list was left unread
     */
    record Result(
            Plan plan,
            Map<String, Cycles.ListReadState> reads,
            int pulled,
            int conflicts,
            boolean complete,
            Set<String> left,
            List<String> open,
            @Nullable CycleStopped cut) {

        /** True if any of the unread lists was not read since then. */
        boolean leavesOlderThan(Instant then) {
            return left.stream().anyMatch(list -> CycleReader.wasReadBefore(reads.get(list), then));
        }
    }

    private final CycleContext connection;
    private final CycleMemory memory;
    private final CycleGuards guards;
    private final ListReads listReads;
    private final CycleReader reader;

    FullCycle(CycleContext connection, CycleMemory memory, CycleCalls calls, CycleGuards guards) {
        this.connection = connection;
        this.memory = memory;
        this.guards = guards;
        this.listReads =
                new ListReads(connection.connector(), connection.ports().links());
        this.reader = new CycleReader(connection, memory, calls, listReads);
    }

    /** Returns the plan; writes nothing. */
    Plan plan() {
        return reader.read(
                        CycleReader.ListsToRead.ALL,
                        true,
                        knownOf(connection.ports().doubts().all(connection.account())))
                .plan();
    }

    /**
     * @param which the lists to read
     * @param keys the names by which open questions are described for people
     * @param takingOver runs after all reads, before anything is taken over
     */
    Result run(CycleReader.ListsToRead which, Pull pull, EntityKeys keys, Runnable takingOver) {
        Map<EntityRef, SuspectedAbsences.Suspicion> doubts = doubts();
        CycleReader.CycleReading seen = reader.read(which, mayBeFirstLink(), doubts);
        GuardedPlan guarded = new GuardedPlan(seen.plan(), seen.changeSets());
        List<Planned> held = hold(seen, guarded);
        List<Planned> unproven = unproven(seen, held);
        if (!unproven.isEmpty()) {
            // A person approved, or something else changed. An object that has moved in the meantime must not be
            // deleted locally.
            seen = reader.read(which, false, doubts);
            guarded = new GuardedPlan(seen.plan(), seen.changeSets());
            held = hold(seen, guarded);
            unproven = unproven(seen, held);
        }
        Plan plan = seen.plan().without(held).without(unproven);
        keepLookups(seen, plan, held);
        seen.snapshot().scopes().forEach(pull::know);
        List<UnimportedObjects.UnimportedObject> unread = memory.quarantine()
                .seen(seen.snapshot(), owned(seen.snapshot().quarantined().keySet()));
        takingOver.run();
        List<CycleGuards.Write> deletes = guarded.deletes(held);
        pull.apply(plan, deletes.isEmpty() ? Map.of() : guards.counted(deletes), seen.marked());
        guards.done(deletes);
        keepLeft(seen, unread, pull.leftOut());
        connection
                .ports()
                .doubts()
                .keep(connection.account(), doubts, seen.plan().doubts());
        boolean planned = unproven.isEmpty() && plan.settled();
        boolean whole = pull.complete() && planned;
        reader.taken(seen, whole, object -> planned && pull.isTaken(object));
        Map<String, Cycles.ListReadState> reads = reads(seen);
        unlock(seen, reads);
        tell(seen.reads(), reads);
        return new Result(
                plan,
                reads,
                pull.pulled(),
                pull.conflicts(),
                whole && held.isEmpty(),
                seen.read().left().stream().map(SyncedList::list).collect(Collectors.toSet()),
                Stream.of(plan.open(), pull.open(), looks(unproven, keys))
                        .flatMap(List::stream)
                        .toList(),
                seen.read().cut());
    }

    /** Stores the objects that could not be taken over. A cycle that reads no lists changes nothing for the lists. */
    private void keepLeft(
            CycleReader.CycleReading seen,
            List<UnimportedObjects.UnimportedObject> unread,
            List<UnimportedObjects.UnimportedObject> refused) {
        UnimportedObjects left = connection.ports().left();
        Snapshot read = seen.snapshot();
        boolean isListed = !seen.beside().listless();
        Set<String> lists = left.all(connection.account()).stream()
                .map(UnimportedObjects.UnimportedObject::list)
                .filter(list -> !list.equals(UnimportedObjects.TIME))
                .filter(list ->
                        read.read().contains(list) || (isListed && !read.lists().containsKey(list)))
                .collect(Collectors.toSet());
        List<UnimportedObjects.UnimportedObject> now = new ArrayList<>(unread);
        now.addAll(refused);
        if (!lists.isEmpty() || !now.isEmpty()) {
            left.keep(connection.account(), lists, now);
        }
    }

    private static List<String> looks(List<Planned> unproven, EntityKeys keys) {
        return unproven.stream()
                .map(Planned::entity)
                .filter(Objects::nonNull)
                .distinct()
                .map(each -> keys.words(
                        each,
                        "is to be deleted here, and another look at it did not prove that; the next look decides"))
                .toList();
    }

    private void keepLookups(CycleReader.CycleReading seen, Plan plan, List<Planned> held) {
        memory.lookups()
                .keep(
                        removed(held).toList(),
                        seen.lookUps().lookedFor(plan.items()),
                        seen.snapshot(),
                        connection.clock().instant());
    }

    /**
     * Returns the items that rest on old lookups, and forgets these lookups, so that the objects are looked up again.
     */
    private List<Planned> unproven(CycleReader.CycleReading seen, List<Planned> held) {
        List<Planned> unproven =
                seen.lookUps().unproven(seen.plan().without(held).items());
        memory.lookups().forget(unproven.stream().flatMap(PlanObjects::of).collect(Collectors.toSet()));
        return unproven;
    }

    private static Stream<RemoteRef> removed(List<Planned> items) {
        return items.stream().flatMap(item -> switch (item) {
            case Planned.DeletedRemotely removed -> Stream.of(new RemoteRef(removed.scope(), removed.remoteId()));
            case Planned.ListGone end -> end.objects().stream();
            default -> Stream.<RemoteRef>empty();
        });
    }

    private Set<String> owned(Set<String> quarantined) {
        return quarantined.isEmpty()
                ? Set.of()
                : connection.ports().links().ofRemote(connection.account(), quarantined).stream()
                        .map(LinkBook.Entry::link)
                        .filter(SyncLink::claims)
                        .map(SyncLink::object)
                        .filter(Objects::nonNull)
                        .map(RemoteRef::id)
                        .collect(Collectors.toSet());
    }

    /** Returns the items that a person has to approve first. */
    private List<Planned> hold(CycleReader.CycleReading seen, GuardedPlan guarded) {
        List<CycleGuards.Write> writes = new ArrayList<>(guarded.writes());
        guarded.questions().forEach(writes::addAll);
        if (isFirstLink(seen)) {
            List<Planned> questions =
                    seen.plan().items().stream().filter(FullCycle::isWhichOne).toList();
            Plan unasked = seen.plan().without(questions);
            String planHash = PlanReport.hash(PlanReport.lines(unasked));
            if (!guards.isApproved(planHash, writes)) {
                guards.showFirst(planHash, PlanReport.operations(unasked));
                return unasked.items();
            }
        }
        BlockedPushes before = guards.heldPushes();
        boolean live = connection.account().mode() == ConnectorMode.LIVE;
        // New remote objects are imported by now, which must not release held creates.
        boolean guardsCreates = live && (GuardedPlan.bothSidesNew(seen.plan()) || before.creates());
        List<GuardHold> held = new ArrayList<>(guards.judge(guarded.writes(), guardsCreates));
        guarded.questions()
                .forEach(each -> guards.ask(GuardHold.Guard.DELETES, each).ifPresent(held::add));
        if (!held.isEmpty() || !before.isEmpty()) {
            release(before, held, seen.marks());
            guards.show(held, writes);
        }
        return guarded.held(held);
    }

    /** Marks items that are no longer held as due at once, instead of at their next try. */
    private void release(BlockedPushes before, List<GuardHold> held, List<PendingWork.Item> marks) {
        Set<String> still = held.stream()
                .flatMap(each -> each.operations().stream())
                .map(GuardHold.Operation::target)
                .collect(Collectors.toSet());
        markAgain(marks.stream()
                .filter(mark -> before.concerns(mark.entity())
                        && !still.contains(mark.entity().toString()))
                .toList());
    }

    private static boolean isWhichOne(Planned item) {
        return item instanceof Planned.Question asked && asked.dispute() instanceof Dispute.AmbiguousObject;
    }

    /** True if a live account with content is linked for the first time, with a ledger that has content. */
    private boolean isFirstLink(CycleReader.CycleReading seen) {
        return GuardedPlan.bothSidesNew(seen.plan()) && mayHoldSomething(seen) && mayBeFirstLink();
    }

    /**
     * True if the account may hold unknown content. In a service whose lists cannot be projects, only a card list can
     * hold any.
     */
    private boolean mayHoldSomething(CycleReader.CycleReading seen) {
        return connection.connector().layout().takesLists()
                || seen.snapshot().scopes().stream().anyMatch(SyncedList::cards);
    }

    private boolean mayBeFirstLink() {
        return connection.account().mode() == ConnectorMode.LIVE
                && connection.ports().links().linked(connection.account()).isEmpty();
    }

    /**
     * Returns the doubts as they are by now, and stores them at once: at the end of the cycle the clock may be ahead
     * again, and writes in between would then count as earlier ones.
     */
    private Map<EntityRef, SuspectedAbsences.Suspicion> doubts() {
        Map<EntityRef, SuspectedAbsences.Suspicion> kept =
                connection.ports().doubts().all(connection.account());
        Map<EntityRef, SuspectedAbsences.Suspicion> known = knownOf(kept);
        connection.ports().doubts().keep(connection.account(), kept, known);
        return known;
    }

    private Map<EntityRef, SuspectedAbsences.Suspicion> knownOf(Map<EntityRef, SuspectedAbsences.Suspicion> kept) {
        return SuspectedAbsences.Suspicion.known(kept, connection.clock().instant());
    }

    private Map<String, Cycles.ListReadState> reads(CycleReader.CycleReading seen) {
        if (seen.beside().listless()) {
            return seen.reads();
        }
        Set<String> changed = new HashSet<>();
        seen.plan().items().forEach(item -> PlannedLists.of(item).ifPresent(changed::add));
        return listReads.after(seen.snapshot(), changed, seen.reads());
    }

    /** Marks items as due at once if a list has become writable or is no longer synced. */
    private void unlock(CycleReader.CycleReading seen, Map<String, Cycles.ListReadState> now) {
        boolean unlocked = seen.reads().entrySet().stream()
                .anyMatch(each -> each.getValue().isLocked()
                        && !(now.containsKey(each.getKey())
                                && Objects.requireNonNull(now.get(each.getKey()))
                                        .isLocked()));
        if (unlocked) {
            markAgain(seen.marks());
        }
    }

    /** Logs an unreadable list once when the problem begins, and once when it ends. */
    private static void tell(Map<String, Cycles.ListReadState> before, Map<String, Cycles.ListReadState> now) {
        now.forEach((list, read) -> {
            Cycles.ListReadState earlier = before.get(list);
            boolean wasUnread = earlier != null && earlier.unread() != null;
            if (read.unread() != null && !wasUnread) {
                LOG.warn("A list cannot be read: {}", read.unread().describe());
            } else if (read.unread() == null && wasUnread) {
                LOG.info("The list {} can be read again", list);
            }
        });
    }

    private void markAgain(Collection<PendingWork.Item> marks) {
        Map<Optional<UUID>, List<EntityRef>> byChangeSet = marks.stream()
                .collect(Collectors.groupingBy(
                        mark -> Optional.ofNullable(mark.changeSet()),
                        LinkedHashMap::new,
                        Collectors.mapping(PendingWork.Item::entity, Collectors.toList())));
        byChangeSet.forEach((changeSet, entities) ->
                connection.ports().work().mark(connection.account(), entities, changeSet.orElse(null)));
    }

    /** Plans a full cycle for people; writes nothing. */
    record DryRun(CycleContext connection, CycleMemory memory, LogOnce logOnce) {
        SyncPlan plan() {
            SyncPorts ports = connection.ports();
            CycleCalls calls = new CycleCalls(
                    connection.connector(),
                    new AgreedContents(
                            connection.connector(),
                            ports.links(),
                            ports.states().memory(connection.account()).reading()),
                    memory.paged(),
                    ports.meters(),
                    () -> {},
                    logOnce,
                    connection.clock());
            CycleGuards guards =
                    new CycleGuards(connection.connector(), ports.links(), ports.holds(), connection.clock());
            Plan plan = new FullCycle(connection, memory, calls, guards).plan();
            LedgerPorts ledger = connection.ledger();
            EntityKeys keys = new EntityKeys(ledger.projectQueries(), ledger.taskQueries());
            return PlanReport.of(plan, keys.called(plan.items().stream().map(Planned::entity)));
        }
    }
}
