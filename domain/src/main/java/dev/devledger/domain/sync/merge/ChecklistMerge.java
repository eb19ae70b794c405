package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.link.ChecklistSides;
import dev.devledger.domain.sync.link.ChecklistSides.ChecklistMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The three-way merge of a checklist, item by item (docs/sync-design.md, section 4, row F6). An item that one side
 * deleted and the other changed is kept; items that both sides added under one title become one item, done if either is
 * done. The order is the remote's, unless only the ledger changed it; an item that the side with that order does not
 * have comes after the item that it followed on its own side, and after items that only the other side has at that
 * place.
 */
final class ChecklistMerge {
    private static final int NONE = -1;

    private final List<ChecklistEntry> local;
    private final List<ChecklistEntry> base;
    private final List<ChecklistEntry> remote;
    private final List<ChecklistEntry> merged = new ArrayList<>(); // unordered
    private final Map<Integer, ChecklistEntry> ours = new HashMap<>(); // the ledger's side of two new titles
    private final int[] ofLocal; // the index in merged of each of the ledger's items, or NONE
    private final int[] ofRemote;

    private ChecklistMerge(List<ChecklistEntry> local, List<ChecklistEntry> base, List<ChecklistEntry> remote) {
        this.local = local;
        this.base = base;
        this.remote = remote;
        ofLocal = new int[local.size()];
        ofRemote = new int[remote.size()];
    }

    /**
     * The list with the changes of both sides. The two lists differ only in items to which both sides gave different
     * new titles: {@code local} has the ledger's title, {@code remote} the remote's.
     */
    record Merged(List<ChecklistEntry> local, List<ChecklistEntry> remote) {
        boolean collides() {
            return !local.equals(remote);
        }
    }

    static Merged of(List<ChecklistEntry> local, List<ChecklistEntry> base, List<ChecklistEntry> remote) {
        ChecklistSides all = ChecklistSides.paired(local, base, remote);
        return new ChecklistMerge(all.local(), all.base(), all.remote()).run();
    }

    private Merged run() {
        int[] inLocal = ChecklistMatch.of(base, local, remote);
        int[] inRemote = ChecklistMatch.of(base, remote, local);
        Arrays.fill(ofLocal, NONE);
        Arrays.fill(ofRemote, NONE);
        for (int i = 0; i < base.size(); i++) {
            known(base.get(i), inLocal[i], inRemote[i]);
        }
        added(inLocal, inRemote);
        boolean byLocal = ChecklistMatch.reordered(inLocal) && !ChecklistMatch.reordered(inRemote);
        List<Integer> order = byLocal ? ordered(ofLocal, ofRemote) : ordered(ofRemote, ofLocal);
        return new Merged(
                order.stream().map(i -> ours.getOrDefault(i, merged.get(i))).toList(),
                order.stream().map(merged::get).toList());
    }

    /**
     * Merges an item of the base with the items at these indexes: {@code l} in the ledger's list, {@code r} in the
     * remote's.
     */
    private void known(ChecklistEntry before, int l, int r) {
        if (l == NONE || r == NONE) {
            if (l != NONE && !local.get(l).equals(before)) {
                ofLocal[l] = keep(local.get(l));
            } else if (r != NONE && !remote.get(r).equals(before)) {
                ofRemote[r] = keep(remote.get(r));
            }
            return;
        }
        ChecklistEntry mine = local.get(l);
        ChecklistEntry theirs = remote.get(r);
        boolean renamed = !mine.title().equals(before.title());
        boolean done = mine.done() == before.done() ? theirs.done() : mine.done();
        boolean byBoth = renamed && !theirs.title().equals(before.title());
        ofLocal[l] = keep(theirs.saying(renamed && !byBoth ? mine.title() : theirs.title(), done));
        ofRemote[r] = ofLocal[l];
        if (byBoth) {
            ours.put(ofLocal[l], mine.saying(mine.title(), done));
        }
    }

    private void added(int[] inLocal, int[] inRemote) {
        int[] newLocal = ChecklistMatch.others(inLocal, local.size());
        int[] newRemote = ChecklistMatch.others(inRemote, remote.size());
        for (int l : newLocal) {
            ofLocal[l] = keep(local.get(l));
        }
        int[] same = ChecklistMatch.same(
                IntStream.of(newRemote).mapToObj(remote::get).toList(),
                IntStream.of(newLocal).mapToObj(local::get).toList());
        for (int i = 0; i < newRemote.length; i++) {
            ChecklistEntry item = remote.get(newRemote[i]);
            ofRemote[newRemote[i]] = same[i] == NONE ? keep(item) : addedByBoth(item, ofLocal[newLocal[same[i]]]);
        }
    }

    private int addedByBoth(ChecklistEntry theirs, int item) {
        ChecklistEntry mine = merged.get(item);
        boolean done = mine.done() || theirs.done();
        merged.set(item, theirs.saying(theirs.title(), done));
        if (!mine.title().equals(theirs.title())) {
            ours.put(item, mine.saying(mine.title(), done));
        }
        return item;
    }

    private int keep(ChecklistEntry item) {
        merged.add(item);
        return merged.size() - 1;
    }

    private static List<Integer> ordered(int[] leader, int[] follower) {
        List<Integer> order = new ArrayList<>(kept(leader));
        List<Integer> others = kept(follower);
        int at = 0;
        for (Integer item : others) {
            if (!order.contains(item)) {
                while (at < order.size() && !others.contains(order.get(at))) {
                    at++; // after the items that the leading side added at this place
                }
                order.add(at, item);
            }
            at = order.indexOf(item) + 1;
        }
        return order;
    }

    private static List<Integer> kept(int[] items) {
        return IntStream.of(items).filter(item -> item != NONE).boxed().toList();
    }
}
