package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Row F6: the items of a checklist are known by their ids, whatever their titles and places. */
class ChecklistItemsTest {
    private static final int SEEDS = 5_000;
    private static final ConflictPolicies REMOTE = ConflictPolicies.all(ConflictPolicy.REMOTE);

    /** An item as the ledger holds it, without a remote id. */
    private static ChecklistEntry here(int number, String title) {
        return new ChecklistEntry(title, false, id(number), null);
    }

    private static ChecklistEntry there(int number, String title) {
        return new ChecklistEntry(title, false, null, "item" + number);
    }

    private static ChecklistEntry agreed(int number, String title) {
        return new ChecklistEntry(title, false, id(number), "item" + number);
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }

    private static CanonicalContent content(ChecklistEntry... items) {
        return CanonicalContent.list("t").withChecklist(List.of(items));
    }

    private static Merge merge(CanonicalContent local, CanonicalContent base, CanonicalContent remote) {
        return Merge.of(local, MergeTest.linked(base), remote, false, REMOTE, Set.of());
    }

    private static List<@Nullable UUID> ledgerIds(CanonicalContent content) {
        return content.checklist().stream().map(ChecklistEntry::ledgerId).toList();
    }

    private static List<@Nullable String> remoteIds(CanonicalContent content) {
        return content.checklist().stream().map(ChecklistEntry::remoteId).toList();
    }

    @Test
    void what_is_renamed_and_moved_here_is_the_same_item_there() {
        CanonicalContent base = content(agreed(1, "a"), agreed(2, "b"), agreed(3, "c"));
        CanonicalContent local = content(here(3, "c"), here(1, "x"), here(2, "b"));
        CanonicalContent remote = content(there(1, "a"), there(2, "b"), there(3, "c"));

        CanonicalContent there = merge(local, base, remote).push().applyTo(remote);
        assertThat(there).isEqualTo(local);
        assertThat(remoteIds(there)).containsExactly("item3", "item1", "item2");

        CanonicalChanges narrow =
                Reconciliation.of(local, MergeTest.linked(base), remote).push();
        assertThat(remoteIds(narrow.applyTo(remote))).containsExactly("item3", "item1", "item2");
    }

    @Test
    void what_is_renamed_and_moved_there_is_the_same_item_here() {
        CanonicalContent base = content(agreed(1, "a"), agreed(2, "b"), agreed(3, "c"));
        CanonicalContent local = content(here(1, "a"), here(2, "b"), here(3, "c"));
        CanonicalContent remote = content(there(3, "c"), there(1, "x"), there(4, "new"), there(2, "b"));
        Merge merge = merge(local, base, remote);

        CanonicalContent here = merge.pull().applyTo(local);
        assertThat(here).isEqualTo(remote);
        assertThat(ledgerIds(here)).startsWith(id(3), id(1)).endsWith(id(2)).doesNotContainNull();
        assertThat(ledgerIds(merge.base())).as("and that is on record").isEqualTo(ledgerIds(here));
        assertThat(remoteIds(merge.base())).containsExactly("item3", "item1", "item4", "item2");
    }

    @Test
    void an_item_that_is_renamed_on_both_sides_collides_alone_wherever_it_was_moved() {
        CanonicalContent base = content(agreed(1, "a"), agreed(2, "b"), agreed(3, "c"));
        CanonicalContent local = content(here(2, "ours"), here(1, "a, here"), here(3, "c"));
        CanonicalContent remote = content(there(1, "a"), there(3, "c, there"), there(2, "theirs"));
        Merge merge = merge(local, base, remote);

        CanonicalContent agreed = content(agreed(1, "a, here"), agreed(3, "c, there"), agreed(2, "theirs"));
        assertThat(merge.pull().applyTo(local)).isEqualTo(agreed);
        assertThat(merge.push().applyTo(remote)).isEqualTo(agreed);
        assertThat(merge.collisions()).singleElement().satisfies(collision -> {
            assertThat(collision.field()).isEqualTo(Field.CHECKLIST);
            assertThat(collision.local())
                    .isEqualTo(content(agreed(1, "a, here"), agreed(3, "c, there"), agreed(2, "ours")));
        });
    }

    /** Two items with the same title are told apart by their ids alone. */
    @Test
    void one_of_two_that_were_called_the_same_is_renamed() {
        CanonicalContent base = content(agreed(1, "same"), agreed(2, "same"));
        CanonicalContent local = content(here(1, "same"), here(2, "same"));
        CanonicalContent remote = content(there(2, "same"), there(1, "other"));
        assertThat(ledgerIds(merge(local, base, remote).pull().applyTo(local))).containsExactly(id(2), id(1));
    }

    @Test
    void another_item_there_in_the_place_of_one_that_is_gone_is_not_that_one() {
        CanonicalContent base = content(agreed(1, "a"), agreed(2, "b"));
        CanonicalContent local = content(here(1, "a"), here(2, "b, here"));
        CanonicalContent remote = content(there(1, "a"), there(3, "new"));
        Merge merge = merge(local, base, remote);
        assertThat(merge.collisions()).isEmpty();
        assertThat(merge.pull().applyTo(local).checklist())
                .containsExactlyInAnyOrder(here(1, "a"), here(2, "b, here"), there(3, "new"));
    }

    /** As in what was stored before they were known, and in what is written without them. */
    @Test
    void where_the_record_has_no_ids_titles_and_neighbours_tell() {
        CanonicalContent base =
                content(new ChecklistEntry("a", false), new ChecklistEntry("b", false), new ChecklistEntry("c", false));
        CanonicalContent local = content(here(1, "a"), here(2, "x"), here(3, "c"));
        CanonicalContent remote = content(there(1, "a"), there(2, "b"), there(3, "c"));
        Merge merge = merge(local, base, remote);
        assertThat(remoteIds(merge.push().applyTo(remote))).containsExactly("item1", "item2", "item3");
        assertThat(merge.push().applyTo(remote)).isEqualTo(local);
    }

    /** Who sends the whole list and no ids means the same items as far as they are called the same. */
    @Test
    void new_ids_here_for_the_same_items_change_nothing_there() {
        CanonicalContent base = content(agreed(1, "a"), agreed(2, "b"));
        CanonicalContent local = content(here(8, "a"), here(9, "better"));
        CanonicalContent remote = content(there(1, "a"), there(2, "b"));
        assertThat(remoteIds(merge(local, base, remote).push().applyTo(remote))).containsExactly("item1", "item2");
    }

    @Test
    void what_comes_from_there_twice_has_the_same_id_here() {
        CanonicalContent once = content(there(7, "new")).withNamedItems();
        assertThat(ledgerIds(once)).doesNotContainNull();
        CanonicalContent local = content(new ChecklistEntry(
                "renamed since", false, once.checklist().getFirst().ledgerId(), null));
        Merge merge = merge(local, content(), content(there(7, "new")));
        assertThat(merge.pull().applyTo(local).checklist()).hasSize(1);
    }

    @Test
    void ids_are_no_part_of_what_an_item_says() {
        assertThat(here(1, "a")).isEqualTo(there(2, "a")).hasSameHashCodeAs(there(2, "a"));
        assertThat(CanonicalChanges.between(content(here(1, "a")), content(there(2, "a"))))
                .isEqualTo(CanonicalChanges.NONE);
    }

    /** What two people do to one list by the ids of its items. */
    private static final class Both {
        private final Random random;
        private final List<ChecklistEntry> base = new ArrayList<>();
        private final List<ChecklistEntry> local = new ArrayList<>();
        private final List<ChecklistEntry> remote = new ArrayList<>();

        Both(int seed) {
            random = new Random(seed);
            int size = random.nextInt(6);
            IntStream.range(0, size).forEach(i -> base.add(agreed(i, title()).saying(title(), random.nextBoolean())));
            base.forEach(item -> local.add(new ChecklistEntry(item.title(), item.done(), item.ledgerId(), null)));
            base.forEach(item -> remote.add(new ChecklistEntry(item.title(), item.done(), null, item.remoteId())));
            boolean adds = random.nextBoolean();
            edit(local, adds, !adds, 10);
            edit(remote, true, true, 20);
        }

        /** Often the same as another's. */
        private String title() {
            return "title " + random.nextInt(5);
        }

        private void edit(List<ChecklistEntry> items, boolean adds, boolean removes, int number) {
            for (int i = random.nextInt(5); i > 0; i--) {
                int at = random.nextInt(items.size() + 1);
                if (at == items.size()) {
                    if (adds) {
                        int next = number + i;
                        items.add(
                                random.nextInt(items.size() + 1),
                                number == 10 ? here(next, "new " + next) : there(next, "new " + next));
                    }
                    continue;
                }
                ChecklistEntry item = items.get(at);
                boolean isNew = item.title().startsWith("new ");
                switch (isNew ? 1 + random.nextInt(3) : random.nextInt(4)) {
                    case 0 -> items.set(at, item.saying(title(), item.done()));
                    case 1 -> items.set(at, item.saying(item.title(), !item.done()));
                    case 2 -> Collections.swap(items, at, random.nextInt(items.size()));
                    default -> {
                        if (removes) {
                            items.remove(at);
                        }
                    }
                }
            }
        }

        private static @Nullable ChecklistEntry find(List<ChecklistEntry> items, ChecklistEntry item) {
            return items.stream().filter(item::isSameAs).findFirst().orElse(null);
        }

        /** What the merge has to hold of each, the remote's title where both have given it another. */
        Map<String, ChecklistEntry> expected() {
            Map<String, ChecklistEntry> expected = new HashMap<>();
            for (ChecklistEntry before : base) {
                ChecklistEntry mine = find(local, before);
                ChecklistEntry theirs = find(remote, before);
                String name = Objects.requireNonNull(before.remoteId());
                if (mine != null && theirs != null) {
                    String title = theirs.title().equals(before.title()) ? mine.title() : theirs.title();
                    boolean done = mine.done() == before.done() ? theirs.done() : mine.done();
                    expected.put(name, new ChecklistEntry(title, done));
                } else if (mine != null && !mine.equals(before)) {
                    expected.put(name, mine);
                } else if (theirs != null && !theirs.equals(before)) {
                    expected.put(name, theirs);
                }
            }
            for (List<ChecklistEntry> side : List.of(local, remote)) {
                side.stream()
                        .filter(item -> item.title().startsWith("new "))
                        .filter(item -> find(base, item) == null)
                        .forEach(item -> expected.put(item.title(), item));
            }
            return expected;
        }

        /** The titles that both have given, and not the same. */
        boolean collides() {
            return base.stream().anyMatch(before -> {
                ChecklistEntry mine = find(local, before);
                ChecklistEntry theirs = find(remote, before);
                return mine != null
                        && theirs != null
                        && !mine.title().equals(before.title())
                        && !theirs.title().equals(before.title())
                        && !mine.title().equals(theirs.title());
            });
        }

        String name(ChecklistEntry item) {
            ChecklistEntry before = find(base, item);
            return before == null ? item.title() : Objects.requireNonNull(before.remoteId());
        }
    }

    @Test
    void each_item_has_the_changes_of_both_whatever_they_are_called() {
        Set<Boolean> collided = new HashSet<>();
        int kept = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Both both = new Both(seed);
            ChecklistMerge.Merged merged = ChecklistMerge.of(both.local, both.base, both.remote);
            Map<String, ChecklistEntry> found = new HashMap<>();
            merged.remote()
                    .forEach(item -> found.merge(both.name(item), item, (one, another) -> {
                        throw new AssertionError("twice: " + item);
                    }));
            assertThat(found).as("seed " + seed).isEqualTo(both.expected());
            assertThat(merged.collides()).as("seed " + seed).isEqualTo(both.collides());
            collided.add(merged.collides());
            kept += merged.remote().size();
        }
        assertThat(collided).hasSize(2);
        assertThat(kept).isGreaterThan(SEEDS);
    }

    @Test
    void one_exchange_leaves_each_item_its_ids() {
        int exchanged = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Both both = new Both(seed);
            CanonicalContent local = content().withChecklist(both.local);
            CanonicalContent remote = content().withChecklist(both.remote);
            Merge merge = merge(local, content().withChecklist(both.base), remote);
            if (merge.pull().isEmpty() || merge.push().isEmpty()) {
                continue; // who says the same takes nothing over, ids neither
            }
            CanonicalContent here = merge.pull().applyTo(local);
            CanonicalContent there = merge.push().applyTo(remote);
            for (ChecklistEntry before : both.base) {
                ChecklistEntry mine =
                        Both.find(here.checklist(), new ChecklistEntry("", false, before.ledgerId(), null));
                ChecklistEntry theirs =
                        Both.find(there.checklist(), new ChecklistEntry("", false, null, before.remoteId()));
                assertThat(mine).as("seed " + seed + " " + before).isEqualTo(theirs);
            }
            exchanged++;
        }
        assertThat(exchanged).isGreaterThan(SEEDS / 4);
    }
}
