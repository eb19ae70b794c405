package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.decide.SyncedLists;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.read.FeedRead;
import dev.devledger.application.sync.read.HintedLookups;
import dev.devledger.application.sync.read.ListReads;
import dev.devledger.application.sync.read.ListReads.OpenListCheck;
import dev.devledger.application.sync.read.PollRotation.Sweep;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes without reading every list, if the service reports changes. The whole list is read for an unlinked
 * object, as that is compared with its siblings.
 */
final class IncrementalRead {
    private final CycleContext connection;
    private final FeedRead feed;
    private final HintedLookups hints;
    private final ListReads listReads;
    private final OpenListCheck glance;

    IncrementalRead(CycleContext connection, CycleCalls calls, ListReads listReads, OpenListCheck.PreviousLists lists) {
        this.connection = connection;
        this.listReads = listReads;
        this.feed = new FeedRead(calls, connection);
        this.hints = new HintedLookups(calls, connection);
        this.glance = new OpenListCheck(
                calls, connection.connector(), connection.ports().links(), lists);
    }

    /**
     * @param which the lists that are read anyway
     * @param asWhole true if all of them are read anyway
     * @param reads the last read of each list
     * @param doubted the lists in which the next read may settle a doubt
     * @param marked the entities with changes that are not known to be in the service
     */
    IncrementalChanges look(
            CycleReader.ListsToRead which,
            boolean asWhole,
            Map<String, Cycles.ListReadState> reads,
            Set<String> doubted,
            Set<EntityRef> marked) {
        boolean all = asWhole || which.equals(CycleReader.ListsToRead.ALL);
        HintedLookups.HintedTasks hinted = hints.look(which.equals(CycleReader.ListsToRead.ALL));
        FeedRead.FeedPage told =
                which.turns() && connection.connector().capabilities().hasFeed()
                        ? feed.read().orElse(null)
                        : null;
        boolean looksOnly = which.equals(CycleReader.ListsToRead.HINTED);
        if (told == null && !looksOnly) {
            return new IncrementalChanges(
                    Listing.of(hinted.seen()), null, null, hinted, OpenListCheck.OpenListFindings.NOTHING, false);
        }
        Instant now = connection.clock().instant();
        Set<String> wanted = new HashSet<>(hinted.lists());
        Listing seen = told == null
                ? Listing.of(hinted.seen())
                : owned(told.seen(), wanted).and(Listing.of(hinted.seen()));
        List<SyncedList> known = known();
        held(wanted, known);
        if (looksOnly) {
            Sweep sweep = new Sweep(Map.of(), wanted, Set.of(), now, now);
            boolean quiet = !hinted.everything()
                    && known.stream().map(SyncedList::list).noneMatch(wanted::contains)
                    && !tellsOfAnother(hinted, known);
            return new IncrementalChanges(seen, null, sweep, hinted, OpenListCheck.OpenListFindings.NOTHING, quiet);
        }
        wanted.addAll(doubted);
        OpenListCheck.OpenListFindings lists =
                all || told == null ? OpenListCheck.OpenListFindings.NOTHING : glance.look(reads);
        wanted.addAll(lists.wanted());
        Sweep sweep = new Sweep(
                reads,
                wanted,
                lists(marked),
                all || told == null ? now : told.next().sweepAt(),
                now);
        boolean quiet = !all && !hinted.everything() && !lists.differs() && isQuiet(sweep, known, lists);
        return new IncrementalChanges(seen, told, sweep, hinted, lists, quiet);
    }

    /**
     * True if a hint is about an unknown list. A hint about a task in an unknown list does not count: the task is
     * unlinked.
     */
    private static boolean tellsOfAnother(HintedLookups.HintedTasks hinted, List<SyncedList> known) {
        Set<String> lists = known.stream().map(SyncedList::list).collect(Collectors.toSet());
        return hinted.taken().stream()
                .map(PendingHints.Waiting::hint)
                .anyMatch(hint -> hint.object() == null
                        && hint.list() != null
                        && !hint.deleted()
                        && !lists.contains(hint.list()));
    }

    /** True if there is no reason to read any list. */
    private boolean isQuiet(Sweep sweep, List<SyncedList> known, OpenListCheck.OpenListFindings open) {
        List<String> lists = known.stream().map(SyncedList::list).toList();
        return (open.lists() != null || !known.stream().allMatch(sweep::isLocked))
                && known.stream().noneMatch(sweep::isDue)
                && !sweep.isDue(known)
                && listReads.stranded(lists).stream()
                        .noneMatch(each -> listReads.isNew(each, sweep.reads(), sweep.now()));
    }

    /**
     * Advances the feed and settles the hints, after a cycle has taken over what it read.
     *
     * @param ofItself true for the id of an object that was completely taken over
     */
    void taken(IncrementalChanges beside, boolean whole, boolean cut, Predicate<String> ofItself) {
        FeedRead.FeedPage told = beside.told();
        if (told != null) {
            feed.after(told, whole, cut)
                    .ifPresent(position -> connection.ports().feeds().keep(connection.account(), position));
        }
        glance.taken(beside.glance(), whole && !cut);
        taken(beside.hinted(), hint -> !cut && (whole || isSeen(beside.hinted(), hint, ofItself)));
    }

    /**
     * True if the hinted object was found by its id and taken over. Other objects that were not taken over may stay so
     * for weeks, and do not concern this hint.
     */
    private static boolean isSeen(HintedLookups.HintedTasks looked, Hint hint, Predicate<String> ofItself) {
        String object = hint.object();
        return object != null
                && !hint.deleted()
                && looked.seen().stream().anyMatch(task -> task.ref().id().equals(object))
                && ofItself.test(object);
    }

    private void taken(HintedLookups.HintedTasks looked, Predicate<Hint> isDone) {
        PendingHints waiting = connection.ports().hints();
        Map<Boolean, List<PendingHints.Waiting>> taken =
                looked.taken().stream().collect(Collectors.partitioningBy(each -> isDone.test(each.hint())));
        List<PendingHints.Waiting> done = taken.getOrDefault(true, List.of());
        if (!done.isEmpty()) {
            waiting.done(connection.account(), done);
        }
        Instant now = connection.clock().instant();
        Stream.concat(looked.failed().stream(), taken.getOrDefault(false, List.of()).stream())
                .forEach(each ->
                        waiting.later(connection.account(), each, now.plus(HintedLookups.wait(each.attempts()))));
    }

    /** Returns the linked objects; adds the lists of unlinked objects to {@code wanted}. */
    private Listing owned(Listing told, Set<String> wanted) {
        Map<String, RemoteTask> newest = new HashMap<>();
        told.tasks().forEach(task -> newest.put(task.ref().id(), task));
        Set<String> ids = new HashSet<>(newest.keySet());
        told.quarantined().forEach(each -> ids.add(each.ref().id()));
        Set<String> owned = ids.isEmpty() ? Set.of() : owned(ids);
        Stream.concat(
                        newest.values().stream().map(RemoteTask::ref),
                        told.quarantined().stream().map(Quarantined::ref))
                .filter(ref -> !owned.contains(ref.id()))
                .forEach(ref -> wanted.add(ref.list()));
        return new Listing(
                newest.values().stream()
                        .filter(task -> owned.contains(task.ref().id()))
                        .toList(),
                told.quarantined().stream()
                        .filter(each -> owned.contains(each.ref().id()))
                        .toList());
    }

    private Set<String> owned(Set<String> ids) {
        return connection.ports().links().ofRemote(connection.account(), ids).stream()
                .map(LinkBook.Entry::link)
                .flatMap(link -> Optional.ofNullable(link.object()).stream())
                .map(RemoteRef::id)
                .collect(Collectors.toSet());
    }

    private Set<String> lists(Set<EntityRef> entities) {
        return entities.isEmpty()
                ? Set.of()
                : connection.ports().links().findAll(connection.account(), entities).values().stream()
                        .flatMap(link -> Optional.ofNullable(link.object()).stream())
                        .map(RemoteRef::list)
                        .collect(Collectors.toSet());
    }

    private List<SyncedList> known() {
        return new SyncedLists(
                        connection.connector(),
                        connection.ledger().projectQueries(),
                        connection.ports().links(),
                        connection.ports().conflicts())
                .find(Map.of(), Set.of());
    }

    /** Adds the lists of held operations: only a read of these lists can decide the operations again. */
    private void held(Set<String> wanted, List<SyncedList> known) {
        for (PendingApprovals.PendingPlan each : connection.ports().holds().list(connection.account())) {
            if (each.scope().equals(GuardHold.ALL_SCOPES)) {
                known.forEach(scope -> wanted.add(scope.list()));
            } else {
                wanted.add(each.scope());
            }
        }
    }

    /**
     * The objects that a cycle has read other than in whole lists.
     *
     * @param seen the linked ones among these objects
     * @param told the feed's report; null if it was not read
     * @param sweep the lists that have to be read as a whole; null if the caller's choice stands
     * @param hinted the objects read because of hints
     * @param glance the open lists
     * @param listless true if no list is read, not even the account's list of lists
     */
    record IncrementalChanges(
            Listing seen,
            FeedRead.@Nullable FeedPage told,
            @Nullable Sweep sweep,
            HintedLookups.HintedTasks hinted,
            OpenListCheck.OpenListFindings glance,
            boolean listless) {
        /** True if that list is to be read as a whole. */
        boolean wants(String list) {
            return hinted.everything()
                    || hinted.lists().contains(list)
                    || (sweep != null && sweep.wanted().contains(list));
        }
    }
}
