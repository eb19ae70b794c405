package dev.devledger.application.sync;

import dev.devledger.application.sync.IncrementalRead.IncrementalChanges;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.PagedReads;
import dev.devledger.application.sync.decide.PlanContext.PlanInput;
import dev.devledger.application.sync.decide.PlanContext.PlanInput.ExcludedObjects;
import dev.devledger.application.sync.decide.Planner;
import dev.devledger.application.sync.decide.SyncedLists;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.CachedLookups;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.notes.NotePass.NoteCandidates;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.read.ListReads;
import dev.devledger.application.sync.read.ListReads.OpenListCheck;
import dev.devledger.application.sync.read.PollRotation;
import dev.devledger.application.sync.read.PollRotation.Sweep;
import dev.devledger.application.sync.read.Quarantine;
import dev.devledger.application.sync.read.ReadProgress;
import dev.devledger.application.sync.read.ReadProgress.UnfinishedRead;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the synced lists, and plans the cycle; writes nothing. */
final class CycleReader {
    /** The time window for finished tasks in a list that was never read. */
    private static final Duration FIRST_WINDOW = Duration.ofHours(24);

    /** No limit: if a mark were missing, its entity would look unmarked, and its object unlinked. */
    private static final int ALL_ITEMS = Integer.MAX_VALUE;

    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * The lists to read.
     *
     * @param readBefore lists that were not read since this time are read
     * @param turns true to also read the lists whose turn it is
     */
    record ListsToRead(Instant readBefore, boolean turns) {
        static final ListsToRead ALL = new ListsToRead(Instant.MAX, true);

        /** Only the lists for which hints ask. */
        static final ListsToRead HINTED = new ListsToRead(Instant.MIN, false);

        boolean isDue(Cycles.@Nullable ListReadState read) {
            return wasReadBefore(read, readBefore);
        }
    }

    /** The results of a read, and the plan made from these results. */
    record CycleReading(
            ReadProgress read,
            Snapshot snapshot,
            Plan plan,
            Map<String, Cycles.ListReadState> reads,
            List<PendingWork.Item> marks,
            Map<EntityRef, UUID> changeSets,
            RemoteLookups lookUps,
            IncrementalChanges beside) {
        Set<EntityRef> marked() {
            return marks.stream().map(PendingWork.Item::entity).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private final CycleContext connection;
    private final CycleMemory memory;
    private final CycleCalls calls;
    private final ListReads listReads;
    private final IncrementalRead besideLists;

    CycleReader(CycleContext connection, CycleMemory memory, CycleCalls calls, ListReads listReads) {
        this.connection = connection;
        this.memory = memory;
        this.calls = calls;
        this.listReads = listReads;
        this.besideLists = new IncrementalRead(connection, calls, listReads, memory.lists());
    }

    /**
     * @param asWhole true if only a complete plan counts
     * @param known the doubts of earlier reads
     */
    CycleReading read(ListsToRead which, boolean asWhole, Map<EntityRef, SuspectedAbsences.Suspicion> known) {
        List<PendingWork.Item> marks = connection.ports().work().due(connection.account(), WHENEVER, ALL_ITEMS);
        Set<EntityRef> marked = marked(marks);
        Instant now = connection.clock().instant();
        Map<String, Cycles.ListReadState> reads =
                Cycles.ListReadState.known(connection.ports().cycles().reads(connection.account()), now);
        Set<String> doubted = listReads.doubted(known, now);
        IncrementalChanges beside = besideLists.look(which, asWhole, reads, doubted, marked);
        FullRead reading = new FullRead(calls, connection.connector());
        Map<String, RemoteList> lists = beside.listless() ? Map.of() : reading.lists();
        SyncedLists scopes = syncedLists();
        List<SyncedList> found = scopes.find(lists, marked);
        // Linked objects in lists that are no longer synced are looked up like marked entities.
        if (!beside.listless()) {
            marked.addAll(stranded(found, which, reads));
        }
        List<SyncedList> chosen = beside.listless() ? List.of() : turns(found, lists, reads, doubted, which, beside);
        ReadProgress read = asWhole
                ? memory.unfinished().take()
                : new ReadProgress(connection.clock().instant());
        reading.read(read, lists, chosen, part -> since(part, lists, reads));
        if (asWhole) {
            requireAll(read);
        }
        boolean showsAll = connection.connector().capabilities().listed() == Listed.ALL;
        Snapshot snapshot = read.snapshot(lists).with(beside.seen(), showsAll, found);
        RemoteLookups lookUps = new RemoteLookups(calls, memory.lookups(), which.equals(ListsToRead.ALL));
        PlanInput input = new PlanInput(
                snapshot,
                known,
                reads,
                new ExcludedObjects(connection.ports().holds().leftOut(connection.account())),
                marked,
                putOff(marks),
                which.equals(ListsToRead.ALL));
        Plan plan = withQuestions(planner(lookUps).plan(input), scopes);
        return new CycleReading(read, snapshot, plan, reads, marks, changeSets(marks), lookUps, beside);
    }

    private List<EntityRef> stranded(
            List<SyncedList> found, ListsToRead which, Map<String, Cycles.ListReadState> reads) {
        Instant now = connection.clock().instant();
        return listReads.stranded(found.stream().map(SyncedList::list).toList()).stream()
                .filter(each -> which.equals(ListsToRead.ALL) || listReads.isNew(each, reads, now))
                .map(LinkBook.Entry::entity)
                .toList();
    }

    private static Set<EntityRef> marked(List<PendingWork.Item> marks) {
        Set<EntityRef> marked = new LinkedHashSet<>();
        marks.forEach(mark -> {
            marked.add(mark.entity());
            if (mark.entity().kind() == EntityRef.Kind.PROJECT) {
                marked.add(EntityRef.list(mark.entity().id())); // a project may be a list
            }
        });
        return marked;
    }

    private static Map<EntityRef, UUID> changeSets(List<PendingWork.Item> marks) {
        Map<EntityRef, UUID> changeSets = new HashMap<>();
        marks.forEach(mark -> {
            if (mark.changeSet() != null) {
                changeSets.put(mark.entity(), mark.changeSet());
            }
        });
        return changeSets;
    }

    /**
     * Settles the feed and the hints after the cycle has taken over what it read.
     *
     * @param whole true if everything was taken over
     * @param ofItself true for the id of an object that was completely taken over
     */
    void taken(CycleReading seen, boolean whole, Predicate<String> ofItself) {
        besideLists.taken(seen.beside(), whole, seen.read().cut() != null, ofItself);
        new NoteCandidates(connection)
                .saw(seen.snapshot().seen(), seen.beside().hinted().taken());
    }

    /** Throws if the budget cut the read short; keeps the incomplete read for the next try. */
    private void requireAll(ReadProgress read) {
        CycleStopped cut = read.cut();
        if (cut != null) {
            memory.unfinished().keep(read);
            throw cut;
        }
    }

    private SyncedLists syncedLists() {
        return new SyncedLists(
                connection.connector(),
                connection.ledger().projectQueries(),
                connection.ports().links(),
                connection.ports().conflicts());
    }

    private Planner planner(RemoteLookups lookUps) {
        return new Planner(
                connection.connector(),
                connection.ledger(),
                connection.ports().links(),
                connection.ports().conflicts(),
                lookUps,
                connection.table());
    }

    /** Returns the marked entities whose next try is not due yet. */
    private Set<EntityRef> putOff(List<PendingWork.Item> marks) {
        Set<EntityRef> all =
                marks.stream().map(PendingWork.Item::entity).collect(Collectors.toCollection(HashSet::new));
        if (!all.isEmpty()) {
            connection
                    .ports()
                    .work()
                    .due(connection.account(), connection.clock().instant(), ALL_ITEMS)
                    .forEach(item -> all.remove(item.entity()));
        }
        return all;
    }

    private static Plan withQuestions(Plan plan, SyncedLists scopes) {
        if (scopes.asked().isEmpty() && scopes.imported().isEmpty()) {
            return plan;
        }
        List<Planned> items = new ArrayList<>(plan.items());
        items.addAll(scopes.imported());
        items.addAll(scopes.asked());
        return new Plan(items, plan.doubts(), plan.conflicts(), plan.settled(), plan.open());
    }

    /**
     * Returns the lists to read: the lists whose turn it is, the requested ones, and lists that the account shows as
     * gone or closed.
     */
    private List<SyncedList> turns(
            List<SyncedList> found,
            Map<String, RemoteList> lists,
            Map<String, Cycles.ListReadState> reads,
            Set<String> doubted,
            ListsToRead which,
            IncrementalChanges beside) {
        Sweep sweep = beside.sweep();
        OpenConflicts standing = OpenConflicts.of(
                connection.ports().conflicts(),
                connection.account(),
                found.stream()
                        .filter(scope -> !scope.linked())
                        .map(SyncedList::owner)
                        .toList());
        Set<EntityRef> asked = found.stream()
                .map(SyncedList::owner)
                .filter(standing::isAsWhole)
                .collect(Collectors.toSet());
        PollRotation turns =
                new PollRotation(reads, doubted, asked, connection.clock().instant());
        List<SyncedList> open =
                found.stream().filter(scope -> isOpen(lists, scope)).toList();
        Set<SyncedList> chosen = !which.turns()
                ? Set.of()
                : sweep == null
                        ? Set.copyOf(turns.choose(open))
                        : open.stream()
                                .filter(scope -> sweep.isDue(scope) || sweep.isLocked(scope))
                                .collect(Collectors.toSet());
        return turns.inOrder(found.stream()
                .filter(scope -> chosen.contains(scope)
                        || !isOpen(lists, scope)
                        || beside.wants(scope.list())
                        || which.isDue(reads.get(scope.list())))
                .toList());
    }

    private static boolean isOpen(Map<String, RemoteList> lists, SyncedList scope) {
        RemoteList list = lists.get(scope.list());
        return list != null && list.writable();
    }

    private Instant since(
            Collection<SyncedList> scopes, Map<String, RemoteList> lists, Map<String, Cycles.ListReadState> reads) {
        Instant first = connection.clock().instant().minus(FIRST_WINDOW);
        return scopes.stream()
                .filter(scope -> isOpen(lists, scope))
                .map(scope -> reads.get(scope.list()))
                .map(read -> read == null || read.readAt() == null
                        ? first
                        : read.readAt().minus(FullRead.OVERLAP))
                .min(Instant::compareTo)
                .orElse(first);
    }

    static boolean wasReadBefore(Cycles.@Nullable ListReadState read, Instant then) {
        return read == null || read.readAt() == null || read.readAt().isBefore(then);
    }

    /**
     * The memory that a cycle leaves to the next one on this node. If it is lost, the next cycle only has more to do.
     */
    record CycleMemory(
            CachedLookups lookups,
            Quarantine quarantine,
            UnfinishedRead unfinished,
            PagedReads paged,
            OpenListCheck.PreviousLists lists) {
        CycleMemory(Connector connector, Clock clock) {
            this(
                    new CachedLookups(),
                    new Quarantine(connector),
                    new UnfinishedRead(clock),
                    new PagedReads(connector.title(), clock),
                    new OpenListCheck.PreviousLists());
        }
    }
}
