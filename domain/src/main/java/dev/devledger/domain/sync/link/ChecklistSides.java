package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The checklists of the ledger, the base and the remote; each item has the ids that either side knows. */
public record ChecklistSides(List<ChecklistEntry> local, List<ChecklistEntry> base, List<ChecklistEntry> remote) {
    private static final int NONE = -1;

    public ChecklistSides {
        local = new ArrayList<>(local);
        base = new ArrayList<>(base);
        remote = new ArrayList<>(remote);
    }

    /**
     * Pairs the items, so that one item has the same ids in all three lists. A new remote item gets the id that it will
     * have in the ledger.
     */
    public static ChecklistSides paired(
            List<ChecklistEntry> local, List<ChecklistEntry> base, List<ChecklistEntry> remote) {
        ChecklistSides all = new ChecklistSides(local, base, remote);
        if (!local.isEmpty() || !remote.isEmpty()) {
            all.pair();
        }
        return all;
    }

    /** Returns the content with the ids that its items had when they were sent or agreed on. */
    public static CanonicalContent known(CanonicalContent content, SyncLink link) {
        List<ChecklistEntry> items = content.checklist();
        for (List<ChecklistEntry> before : items.isEmpty() ? List.<List<ChecklistEntry>>of() : before(link)) {
            items = known(items, before);
        }
        return content.withChecklist(items);
    }

    private static List<List<ChecklistEntry>> before(SyncLink link) {
        return switch (link) {
            case SyncLink.Creating creating -> List.of(creating.content().checklist());
            case SyncLink.Linked linked -> {
                List<List<ChecklistEntry>> lists = new ArrayList<>();
                linked.sent()
                        .reversed()
                        .forEach(sent -> lists.add(Change.orElse(sent.changes().checklist(), List.of())));
                lists.add(linked.base().checklist());
                yield lists;
            }
            case SyncLink.Deleting deleting -> List.of(deleting.base().checklist());
            case SyncLink.Detached detached -> List.of(detached.base().checklist());
            case SyncLink.OutOfScope outside -> List.of(outside.base().checklist());
            case SyncLink.None none -> List.of();
            case SyncLink.Closed closed -> List.of();
            case SyncLink.Stopped stopped -> List.of();
        };
    }

    /** Gives the items the ids that they had in the earlier list. */
    private static List<ChecklistEntry> known(List<ChecklistEntry> items, List<ChecklistEntry> before) {
        List<ChecklistEntry> known = new ArrayList<>(items);
        int[] places = ChecklistMatch.same(before, items);
        for (int i = 0; i < places.length; i++) {
            ChecklistEntry was = before.get(i);
            int place = places[i];
            boolean isAnother = place == NONE
                    || IntStream.range(0, known.size())
                            .anyMatch(
                                    other -> other != place && known.get(other).isSameAs(was));
            if (!isAnother) {
                known.set(place, known.get(place).knownAs(was));
            }
        }
        return known;
    }

    private void pair() {
        int[] inLocal = ChecklistMatch.of(base, local, remote);
        int[] inRemote = ChecklistMatch.of(base, remote, local);
        for (int i = 0; i < base.size(); i++) {
            one(inLocal[i], i, inRemote[i]);
        }
        remote.replaceAll(ChecklistEntry::named);
        int[] newLocal = ChecklistMatch.others(inLocal, local.size());
        int[] newRemote = ChecklistMatch.others(inRemote, remote.size());
        int[] same = ChecklistMatch.same(at(local, newLocal), at(remote, newRemote));
        for (int i = 0; i < same.length; i++) {
            if (same[i] != NONE) {
                one(newLocal[i], NONE, newRemote[same[i]]);
            }
        }
    }

    /** Pairs the items at these indexes: the ledger's item gives the ledger id, the remote's item the remote id. */
    private void one(int here, int before, int there) {
        ChecklistEntry agreed = before == NONE ? null : base.get(before);
        ChecklistEntry mine = here == NONE ? null : local.get(here);
        ChecklistEntry theirs = there == NONE ? null : remote.get(there);
        UUID ledgerId = mine != null && mine.ledgerId() != null ? mine.ledgerId() : ledgerId(agreed, theirs);
        String remoteId = theirs != null && theirs.remoteId() != null ? theirs.remoteId() : remoteId(agreed, mine);
        name(local, here, ledgerId, remoteId);
        name(base, before, ledgerId, remoteId);
        name(remote, there, ledgerId, remoteId);
    }

    private static @Nullable UUID ledgerId(@Nullable ChecklistEntry one, @Nullable ChecklistEntry another) {
        return one != null && one.ledgerId() != null ? one.ledgerId() : another == null ? null : another.ledgerId();
    }

    private static @Nullable String remoteId(@Nullable ChecklistEntry one, @Nullable ChecklistEntry another) {
        return one != null && one.remoteId() != null ? one.remoteId() : another == null ? null : another.remoteId();
    }

    private static void name(
            List<ChecklistEntry> items, int place, @Nullable UUID ledgerId, @Nullable String remoteId) {
        if (place != NONE) {
            ChecklistEntry item = items.get(place);
            items.set(place, new ChecklistEntry(item.title(), item.done(), ledgerId, remoteId));
        }
    }

    private static List<ChecklistEntry> at(List<ChecklistEntry> items, int[] places) {
        return IntStream.of(places).mapToObj(items::get).toList();
    }

    /**
     * Matches the items of an earlier checklist with those of a later one: first by known ids; then by title, the n-th
     * of a title with the n-th. Unmatched items between two neighbours that stayed neighbours were renamed, if there
     * are as many on both sides and no remote id contradicts. Titles that are new on both sides are not matched so:
     * they are additions, as after a merge that was interrupted. An index is -1 if the item is gone.
     */
    public static final class ChecklistMatch {
        private static final int NONE = -1;

        private final List<ChecklistEntry> before;
        private final List<ChecklistEntry> after;
        private final int[] places;
        private final BitSet taken = new BitSet();

        private ChecklistMatch(List<ChecklistEntry> before, List<ChecklistEntry> after) {
            this.before = before;
            this.after = after;
            places = new int[before.size()];
            Arrays.fill(places, NONE);
            byIds();
            byTitle();
        }

        /** Matches by ids and titles only. */
        public static int[] same(List<ChecklistEntry> before, List<ChecklistEntry> after) {
            return new ChecklistMatch(before, after).places;
        }

        public static int[] of(List<ChecklistEntry> before, List<ChecklistEntry> after, List<ChecklistEntry> other) {
            ChecklistMatch match = new ChecklistMatch(before, after);
            match.byNeighbours(match.newOnBoth(new ChecklistMatch(before, other)));
            return match.places;
        }

        /** True if the remaining items changed their order. */
        public static boolean reordered(int[] places) {
            int[] taken = IntStream.of(places).filter(place -> place != NONE).toArray();
            return IntStream.range(1, taken.length).anyMatch(i -> taken[i - 1] > taken[i]);
        }

        /** Returns the indexes of the later list, of this size, that match no earlier item. */
        public static int[] others(int[] places, int size) {
            BitSet known = new BitSet(size);
            IntStream.of(places).filter(place -> place != NONE).forEach(known::set);
            return IntStream.range(0, size).filter(i -> !known.get(i)).toArray();
        }

        private void byIds() {
            for (int i = 0; i < before.size(); i++) {
                int at = i;
                ChecklistEntry item = before.get(i);
                IntStream.range(0, after.size())
                        .filter(place -> !taken.get(place) && item.isSameAs(after.get(place)))
                        .findFirst()
                        .ifPresent(place -> match(at, place));
            }
        }

        private void byTitle() {
            Map<String, Queue<Integer>> titles = new HashMap<>();
            for (int place = taken.nextClearBit(0); place < after.size(); place = taken.nextClearBit(place + 1)) {
                titles.computeIfAbsent(after.get(place).title(), title -> new ArrayDeque<>())
                        .add(place);
            }
            for (int i = 0; i < before.size(); i++) {
                Integer place = places[i] != NONE
                        ? null
                        : titles.getOrDefault(before.get(i).title(), new ArrayDeque<>())
                                .poll();
                if (place != null) {
                    match(i, place);
                }
            }
        }

        /** Returns the indexes of new titles that are new on the other side as well. */
        private BitSet newOnBoth(ChecklistMatch other) {
            List<String> theirs = new ArrayList<>();
            for (int place : others(other.places, other.after.size())) {
                theirs.add(other.after.get(place).title());
            }
            BitSet both = new BitSet();
            IntStream.of(others(places, after.size()))
                    .filter(place -> theirs.remove(after.get(place).title()))
                    .forEach(both::set);
            return both;
        }

        private void byNeighbours(BitSet newOnBoth) {
            int from = 0;
            while (from < places.length) {
                int to = from;
                while (to < places.length && places[to] == NONE) {
                    to++;
                }
                int first = from == 0 ? 0 : places[from - 1] + 1;
                int last = to == places.length ? after.size() : places[to];
                if (first <= last && taken.get(first, last).isEmpty()) {
                    renamed(
                            from,
                            to,
                            IntStream.range(first, last)
                                    .filter(place -> !newOnBoth.get(place))
                                    .toArray());
                }
                from = to + 1;
            }
        }

        private void renamed(int from, int to, int[] others) {
            if (others.length == to - from) {
                for (int i = from; i < to; i++) {
                    if (!before.get(i).hasAnotherRemoteId(after.get(others[i - from]))) {
                        match(i, others[i - from]);
                    }
                }
            }
        }

        private void match(int i, int place) {
            places[i] = place;
            taken.set(place);
        }
    }
}
