package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.Canonical.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The checklists of both sides and what they agreed on, each item with the ids by which either side knows it. */
public record Checklists(List<Check> local, List<Check> base, List<Check> remote) {
    private static final int NONE = -1;

    public Checklists {
        local = new ArrayList<>(local);
        base = new ArrayList<>(base);
        remote = new ArrayList<>(remote);
    }

    /** What is one item has the same ids in all three; a new one of the remote has the id that it will have here. */
    public static Checklists paired(List<Check> local, List<Check> base, List<Check> remote) {
        Checklists all = new Checklists(local, base, remote);
        if (!local.isEmpty() || !remote.isEmpty()) {
            all.pair();
        }
        return all;
    }

    /** With the ids by which its items were known when they were sent, or agreed on. */
    public static Canonical known(Canonical content, SyncLink link) {
        List<Check> items = content.checklist();
        for (List<Check> before : items.isEmpty() ? List.<List<Check>>of() : before(link)) {
            items = known(items, before);
        }
        return content.withChecklist(items);
    }

    private static List<List<Check>> before(SyncLink link) {
        return switch (link) {
            case SyncLink.Creating creating -> List.of(creating.content().checklist());
            case SyncLink.Linked linked -> {
                List<List<Check>> lists = new ArrayList<>();
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

    /** The items with the ids that they had in that list of before. */
    private static List<Check> known(List<Check> items, List<Check> before) {
        List<Check> known = new ArrayList<>(items);
        int[] places = ChecklistMatch.same(before, items);
        for (int i = 0; i < places.length; i++) {
            Check was = before.get(i);
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
        remote.replaceAll(Check::named);
        int[] newLocal = ChecklistMatch.others(inLocal, local.size());
        int[] newRemote = ChecklistMatch.others(inRemote, remote.size());
        int[] same = ChecklistMatch.same(at(local, newLocal), at(remote, newRemote));
        for (int i = 0; i < same.length; i++) {
            if (same[i] != NONE) {
                one(newLocal[i], NONE, newRemote[same[i]]);
            }
        }
    }

    /** These are one item: what its id here is the ledger says, and its id there the remote. */
    private void one(int here, int before, int there) {
        Check agreed = before == NONE ? null : base.get(before);
        Check mine = here == NONE ? null : local.get(here);
        Check theirs = there == NONE ? null : remote.get(there);
        UUID ledgerId = mine != null && mine.ledgerId() != null ? mine.ledgerId() : ledgerId(agreed, theirs);
        String remoteId = theirs != null && theirs.remoteId() != null ? theirs.remoteId() : remoteId(agreed, mine);
        name(local, here, ledgerId, remoteId);
        name(base, before, ledgerId, remoteId);
        name(remote, there, ledgerId, remoteId);
    }

    private static @Nullable UUID ledgerId(@Nullable Check one, @Nullable Check another) {
        return one != null && one.ledgerId() != null ? one.ledgerId() : another == null ? null : another.ledgerId();
    }

    private static @Nullable String remoteId(@Nullable Check one, @Nullable Check another) {
        return one != null && one.remoteId() != null ? one.remoteId() : another == null ? null : another.remoteId();
    }

    private static void name(List<Check> items, int place, @Nullable UUID ledgerId, @Nullable String remoteId) {
        if (place != NONE) {
            Check item = items.get(place);
            items.set(place, new Check(item.title(), item.done(), ledgerId, remoteId));
        }
    }

    private static List<Check> at(List<Check> items, int[] places) {
        return IntStream.of(places).mapToObj(items::get).toList();
    }
}
