package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.decide.LeftOut;
import dev.devledger.application.sync.decide.PlanInput;
import dev.devledger.application.sync.decide.Planner;
import dev.devledger.application.sync.decide.SyncedLists;
import dev.devledger.application.sync.guard.BlockedPushes;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.KeptLookups;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.PlanGuards;
import dev.devledger.application.sync.plan.PlanReport;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.plan.PlannedLists;
import dev.devledger.application.sync.pull.Pull;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.read.ListReads;
import dev.devledger.application.sync.read.PollRotation;
import dev.devledger.application.sync.read.Quarantine;
import dev.devledger.application.sync.read.ReadSoFar;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.application.sync.read.UnfinishedRead;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.guard.GuardHold;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * Reads what is kept in step, decides what has to be done, and takes over into the ledger what others did there. What has
 * to be done there is marked, and left to the narrow part that follows.
 */
final class FullCycle {
    private static final Logger LOG = LoggerFactory.getLogger(FullCycle.class);

    /** Of a list that was never read, what was finished so lately is looked at. */
    private static final Duration FIRST_WINDOW = Duration.ofHours(24);

    /** One that is not known to wait would be taken for something that the ledger has no counterpart of. */
    private static final int ALL_ITEMS = Integer.MAX_VALUE;

    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * @param plan what is to be done, in words
     * @param reads when each list was read, for the next cycle
     * @param left the lists that were to be read and were not, as the budget was used up before
     * @param cut that end of the budget; null where nothing is left
     */
    record Result(
            Plan plan,
            Map<String, Cycles.Read> reads,
            int pulled,
            int conflicts,
            boolean complete,
            Set<String> left,
            @Nullable CycleStopped cut) {

        /** Whether any of them was not read since then. */
        boolean leavesOlderThan(Instant then) {
            return left.stream().anyMatch(list -> wasReadBefore(reads.get(list), then));
        }
    }

    /**
     * Which lists are read.
     *
     * @param readBefore those that were not read since then
     * @param turns and those whose turn it is
     */
    record Looked(Instant readBefore, boolean turns) {
        static final Looked ALL = new Looked(Instant.MAX, true);
    }

    private record Seen(
            ReadSoFar read,
            Snapshot snapshot,
            Plan plan,
            Map<String, Cycles.Read> reads,
            List<PendingWork.Item> marks,
            Map<EntityRef, UUID> changeSets,
            RemoteLookups lookUps) {
        Set<EntityRef> marked() {
            return marks.stream().map(PendingWork.Item::entity).collect(Collectors.toSet());
        }
    }

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LedgerPorts ledger;
    private final SyncPorts ports;
    private final CycleCalls calls;
    private final CycleGuards guards;
    private final KeptLookups proofs;
    private final Quarantine quarantine;
    private final UnfinishedRead unfinished;
    private final ListReads listReads;
    private final Clock clock;

    FullCycle(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ledger,
            SyncPorts ports,
            CycleCalls calls,
            CycleGuards guards,
            KeptLookups proofs,
            Quarantine quarantine,
            UnfinishedRead unfinished,
            Clock clock) {
        this.unfinished = unfinished;
        this.proofs = proofs;
        this.guards = guards;
        this.quarantine = quarantine;
        this.account = account;
        this.settings = settings;
        this.ledger = ledger;
        this.ports = ports;
        this.calls = calls;
        this.listReads = new ListReads(account, ports.links());
        this.clock = clock;
    }

    /** What would be done; nothing is written anywhere. */
    Plan plan() {
        return look(Looked.ALL, true, knownOf(ports.doubts().all(account))).plan();
    }

    /**
     * @param looked which lists are read
     * @param takingOver told once all is read, before anything is taken over
     */
    Result run(Looked looked, Pull pull, Runnable takingOver) {
        Map<EntityRef, SuspectedAbsences.Doubt> doubts = doubts();
        Seen seen = look(looked, mayBeFirstLink(), doubts);
        PlanGuards guarded = new PlanGuards(seen.plan(), seen.changeSets());
        List<Planned> held = hold(seen, guarded);
        List<Planned> unproven = unproven(seen, held);
        if (!unproven.isEmpty()) {
            // Somebody has agreed, or something else has changed. What stands elsewhere by now is not deleted here.
            seen = look(looked, false, doubts);
            guarded = new PlanGuards(seen.plan(), seen.changeSets());
            held = hold(seen, guarded);
            unproven = unproven(seen, held);
        }
        Plan plan = seen.plan().without(held).without(unproven);
        proofs.keep(removed(held).toList(), seen.lookUps().lookedFor(plan.items()), seen.snapshot(), clock.instant());
        seen.snapshot().scopes().forEach(pull::know);
        quarantine.seen(seen.snapshot(), owned(seen.snapshot().quarantined().keySet()));
        takingOver.run();
        List<CycleGuards.Write> deletes = guarded.deletes(held);
        pull.apply(plan, deletes.isEmpty() ? Map.of() : guards.counted(deletes), seen.marked());
        guards.done(deletes);
        ports.doubts().keep(account, doubts, seen.plan().doubts());
        Map<String, Cycles.Read> reads = reads(seen);
        unlock(seen, reads);
        tell(seen.reads(), reads);
        return new Result(
                plan,
                reads,
                pull.pulled(),
                pull.conflicts(),
                pull.complete() && held.isEmpty() && unproven.isEmpty() && plan.settled(),
                seen.read().left().stream().map(SyncedList::list).collect(Collectors.toSet()),
                seen.read().cut());
    }

    /** They are looked at anew by the next look. */
    private List<Planned> unproven(Seen seen, List<Planned> held) {
        List<Planned> unproven =
                seen.lookUps().unproven(seen.plan().without(held).items());
        proofs.forget(unproven.stream().flatMap(RemoteLookups::objects).collect(Collectors.toSet()));
        return unproven;
    }

    private static Stream<RemoteRef> removed(List<Planned> items) {
        return items.stream().flatMap(item -> switch (item) {
            case Planned.Removed removed -> Stream.of(new RemoteRef(removed.scope(), removed.remoteId()));
            case Planned.ListEnded end -> end.objects().stream();
            default -> Stream.<RemoteRef>empty();
        });
    }

    private Set<String> owned(Set<String> quarantined) {
        return quarantined.isEmpty()
                ? Set.of()
                : ports.links().ofRemote(account, quarantined).stream()
                        .map(LinkBook.Entry::link)
                        .filter(SyncLink::claims)
                        .map(SyncLink::object)
                        .filter(Objects::nonNull)
                        .map(RemoteRef::id)
                        .collect(Collectors.toSet());
    }

    /** What is not done in this cycle, as a person has to agree to it first. */
    private List<Planned> hold(Seen seen, PlanGuards guarded) {
        List<CycleGuards.Write> writes = new ArrayList<>(guarded.writes());
        guarded.questions().forEach(writes::addAll);
        if (isFirstLink(seen)) {
            List<Planned> questions =
                    seen.plan().items().stream().filter(FullCycle::isWhichOne).toList();
            Plan unasked = seen.plan().without(questions);
            if (!guards.isApproved(PlanReport.hash(PlanReport.lines(unasked)), writes)) {
                PlanGuards.showFirst(unasked, ports.holds(), account, clock);
                return unasked.items();
            }
        }
        BlockedPushes before = guards.heldPushes();
        boolean live = account.mode() == ConnectorMode.LIVE;
        // What was new there is taken over by now; what is held is not let go by that.
        boolean guardsCreates = live && (PlanGuards.bothSidesNew(seen.plan()) || before.creates());
        List<GuardHold> held = new ArrayList<>(guards.judge(guarded.writes(), guardsCreates));
        guarded.questions().forEach(each -> guards.ask(each).ifPresent(held::add));
        if (!held.isEmpty() || !before.isEmpty()) {
            release(before, held, seen.marks());
            guards.show(held, writes);
        }
        return guarded.held(held);
    }

    /** What waited until now, and need not any more, is due at once: nobody waits for its next try as well. */
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
        return item instanceof Planned.Asked asked && asked.dispute() instanceof Dispute.WhichOne;
    }

    /** A live account in which there is something already, met for the first time by a ledger that is not empty. */
    private boolean isFirstLink(Seen seen) {
        return PlanGuards.bothSidesNew(seen.plan())
                && seen.snapshot().scopes().stream().anyMatch(SyncedList::cards)
                && mayBeFirstLink();
    }

    private boolean mayBeFirstLink() {
        return account.mode() == ConnectorMode.LIVE
                && ports.links().linked(account).isEmpty();
    }

    /**
     * As they are known by now. That is kept at once: by the time that a cycle gets to its end the clock may be ahead again,
     * and what was written meanwhile would count as written before.
     */
    private Map<EntityRef, SuspectedAbsences.Doubt> doubts() {
        Map<EntityRef, SuspectedAbsences.Doubt> kept = ports.doubts().all(account);
        Map<EntityRef, SuspectedAbsences.Doubt> known = knownOf(kept);
        ports.doubts().keep(account, kept, known);
        return known;
    }

    private Map<EntityRef, SuspectedAbsences.Doubt> knownOf(Map<EntityRef, SuspectedAbsences.Doubt> kept) {
        return SuspectedAbsences.Doubt.known(kept, clock.instant());
    }

    /**
     * @param asWhole whether a part of a plan is none
     * @param known what is in doubt
     */
    private Seen look(Looked looked, boolean asWhole, Map<EntityRef, SuspectedAbsences.Doubt> known) {
        List<PendingWork.Item> marks = ports.work().due(account, WHENEVER, ALL_ITEMS);
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
        Instant now = clock.instant();
        Map<String, Cycles.Read> reads = Cycles.Read.known(ports.cycles().reads(account), now);
        FullRead reading = new FullRead(calls, ports.budget());
        Map<String, RemoteList> lists = reading.lists();
        SyncedLists scopes =
                new SyncedLists(account, settings, ledger.projectQueries(), ports.links(), ports.conflicts());
        List<SyncedList> found = scopes.find(lists, marked);
        // What is linked where nothing is read any more is looked for as what was changed here is.
        listReads.stranded(found.stream().map(SyncedList::list).toList()).stream()
                .filter(each -> looked.equals(Looked.ALL) || listReads.isNew(each, reads, clock.instant()))
                .forEach(each -> marked.add(each.entity()));
        List<SyncedList> chosen = turns(found, lists, reads, listReads.doubted(known, now), looked);
        ReadSoFar read = asWhole ? unfinished.take() : new ReadSoFar(clock.instant());
        reading.read(read, lists, chosen, part -> since(part, lists, reads));
        CycleStopped cut = read.cut();
        if (asWhole && cut != null) {
            unfinished.keep(read);
            throw cut;
        }
        Snapshot snapshot = read.snapshot(lists);
        RemoteLookups lookUps = new RemoteLookups(calls, proofs, looked.equals(Looked.ALL));
        Planner planner = new Planner(
                account,
                settings,
                ledger,
                ports.links(),
                ports.conflicts(),
                lookUps,
                new ExistenceTable(ports.meters()));
        PlanInput input = new PlanInput(
                snapshot,
                known,
                reads,
                new LeftOut(ports.holds().leftOut(account)),
                marked,
                putOff(marks),
                looked.equals(Looked.ALL));
        return new Seen(read, snapshot, withQuestions(planner.plan(input), scopes), reads, marks, changeSets, lookUps);
    }

    /** What was tried, and whose next try is not due. */
    private Set<EntityRef> putOff(List<PendingWork.Item> marks) {
        Set<EntityRef> all =
                marks.stream().map(PendingWork.Item::entity).collect(Collectors.toCollection(HashSet::new));
        if (!all.isEmpty()) {
            ports.work().due(account, clock.instant(), ALL_ITEMS).forEach(item -> all.remove(item.entity()));
        }
        return all;
    }

    private static Plan withQuestions(Plan plan, SyncedLists scopes) {
        if (scopes.asked().isEmpty()) {
            return plan;
        }
        List<Planned> items = new ArrayList<>(plan.items());
        items.addAll(scopes.asked());
        return new Plan(items, plan.doubts(), plan.conflicts(), plan.settled());
    }

    /** With those of which the list of lists says something by itself: that they are gone, or closed. */
    private List<SyncedList> turns(
            List<SyncedList> found,
            Map<String, RemoteList> lists,
            Map<String, Cycles.Read> reads,
            Set<String> doubted,
            Looked looked) {
        OpenConflicts standing = OpenConflicts.of(
                ports.conflicts(),
                account,
                found.stream()
                        .filter(scope -> !scope.linked())
                        .map(SyncedList::owner)
                        .toList());
        Set<EntityRef> asked = found.stream()
                .map(SyncedList::owner)
                .filter(standing::isAsWhole)
                .collect(Collectors.toSet());
        PollRotation turns = new PollRotation(reads, doubted, asked, clock.instant());
        Set<SyncedList> chosen = looked.turns()
                ? Set.copyOf(turns.choose(
                        found.stream().filter(scope -> isOpen(lists, scope)).toList()))
                : Set.of();
        return turns.inOrder(found.stream()
                .filter(scope -> chosen.contains(scope)
                        || !isOpen(lists, scope)
                        || wasReadBefore(reads.get(scope.list()), looked.readBefore()))
                .toList());
    }

    private static boolean wasReadBefore(Cycles.@Nullable Read read, Instant then) {
        return read == null || read.readAt() == null || read.readAt().isBefore(then);
    }

    private static boolean isOpen(Map<String, RemoteList> lists, SyncedList scope) {
        RemoteList list = lists.get(scope.list());
        return list != null && list.writable();
    }

    private Instant since(
            Collection<SyncedList> scopes, Map<String, RemoteList> lists, Map<String, Cycles.Read> reads) {
        Instant first = clock.instant().minus(FIRST_WINDOW);
        return scopes.stream()
                .filter(scope -> isOpen(lists, scope))
                .map(scope -> reads.get(scope.list()))
                .map(read -> read == null || read.readAt() == null
                        ? first
                        : read.readAt().minus(FullRead.OVERLAP))
                .min(Instant::compareTo)
                .orElse(first);
    }

    private Map<String, Cycles.Read> reads(Seen seen) {
        Set<String> changed = new HashSet<>();
        seen.plan().items().forEach(item -> PlannedLists.of(item).ifPresent(changed::add));
        return listReads.after(seen.snapshot(), changed, seen.reads());
    }

    /** What could not be written into a list that can be written now, or that is let go, is due at once. */
    private void unlock(Seen seen, Map<String, Cycles.Read> now) {
        boolean unlocked = seen.reads().entrySet().stream()
                .anyMatch(each -> each.getValue().isLocked()
                        && !(now.containsKey(each.getKey())
                                && Objects.requireNonNull(now.get(each.getKey()))
                                        .isLocked()));
        if (unlocked) {
            markAgain(seen.marks());
        }
    }

    /** Once, when it begins and when it ends. */
    private static void tell(Map<String, Cycles.Read> before, Map<String, Cycles.Read> now) {
        now.forEach((list, read) -> {
            Cycles.Read earlier = before.get(list);
            boolean wasUnread = earlier != null && earlier.unread() != null;
            if (read.unread() != null && !wasUnread) {
                LOG.warn("A list cannot be read: {}", read.unread().told());
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
        byChangeSet.forEach((changeSet, entities) -> ports.work().mark(account, entities, changeSet.orElse(null)));
    }
}
