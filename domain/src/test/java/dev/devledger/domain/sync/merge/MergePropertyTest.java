package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.Edits;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.sync.merge.Merge.FieldCollision;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rules that hold for each merge, tested on contents that two people have edited at the same time. */
class MergePropertyTest {
    private static final int SEEDS = 4_000;

    /** One merge, with everything that it was given. */
    private record Case(
            int seed,
            CanonicalContent base,
            CanonicalContent local,
            CanonicalContent remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen) {
        static Case of(int seed) {
            Random random = new Random(seed);
            CanonicalContent base = new Edits(random, "B").content();
            CanonicalContent local = new Edits(random, "L").of(base);
            CanonicalContent remote = random.nextInt(10) == 0 ? local : new Edits(random, "R").of(base);
            Map<Field, ConflictPolicy> byField = new EnumMap<>(Field.class);
            Set<Field> frozen = EnumSet.noneOf(Field.class);
            for (Field field : Field.values()) {
                byField.put(field, List.of(ConflictPolicy.values()).get(random.nextInt(3)));
                if (random.nextInt(10) == 0) {
                    frozen.add(field);
                }
            }
            return new Case(
                    seed,
                    base,
                    local,
                    remote,
                    random.nextBoolean(),
                    new ConflictPolicies(ConflictPolicy.REMOTE, byField),
                    frozen);
        }

        Merge merge() {
            return merge(local, base, remote, frozen);
        }

        Merge merge(CanonicalContent l, CanonicalContent b, CanonicalContent r, Set<Field> waiting) {
            return Merge.of(l, MergeTest.linked(b), r, recurring, policies, waiting);
        }

        String name() {
            return "seed " + seed;
        }
    }

    private static Set<Field> held(Merge merge) {
        Set<Field> held = EnumSet.noneOf(Field.class);
        merge.rows().forEach((field, row) -> {
            if (row == MergeRule.DECISION_PENDING) {
                held.add(field);
            }
        });
        merge.collisions().stream()
                .filter(each -> each.applied() == AppliedSide.NONE)
                .forEach(each -> held.add(each.field()));
        return held;
    }

    @Test
    void one_exchange_makes_both_sides_equal_but_for_what_is_held() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Merge merge = each.merge();
            Set<Field> held = held(merge);
            CanonicalContent local = merge.pull().applyTo(each.local());
            CanonicalContent remote = merge.push().applyTo(each.remote());
            assertThat(CanonicalChanges.between(local, remote).fields())
                    .as(each.name())
                    .isEqualTo(held);
            assertThat(merge.pull().fields()).as(each.name()).noneMatch(held::contains);
            assertThat(merge.push().fields()).as(each.name()).noneMatch(held::contains);

            Set<Field> waiting = EnumSet.copyOf(each.frozen());
            waiting.removeAll(merge.thawed());
            waiting.addAll(held);
            Merge again = each.merge(local, merge.base(), remote, waiting);
            assertThat(again.pull()).as(each.name()).isEqualTo(CanonicalChanges.NONE);
            assertThat(again.push()).as(each.name()).isEqualTo(CanonicalChanges.NONE);
            assertThat(again.collisions()).as(each.name()).isEmpty();
            assertThat(again.rows().keySet())
                    .as(each.name())
                    .isEqualTo(union(merge.push().fields(), held)); // F2 for pushed fields, F13 for fields that wait
        }
    }

    private static Set<Field> union(Set<Field> one, Set<Field> two) {
        Set<Field> all = new TreeSet<>(one);
        all.addAll(two);
        return all;
    }

    @Test
    void what_was_pulled_and_not_yet_pushed_is_pushed_next_time() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Merge merge = each.merge();
            Set<Field> waiting = EnumSet.copyOf(each.frozen());
            waiting.addAll(held(merge));
            Merge again = each.merge(merge.pull().applyTo(each.local()), merge.base(), each.remote(), waiting);
            assertThat(again.push()).as(each.name()).isEqualTo(merge.push());
            assertThat(again.pull()).as(each.name()).isEqualTo(CanonicalChanges.NONE);
            assertThat(again.collisions()).as(each.name()).isEmpty();
        }
    }

    /** A crash between the pull and its record; of a checklist, which has no ids, a tick may then be guessed wrong. */
    @Test
    void what_was_pulled_and_not_recorded_is_merged_to_the_same() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Merge merge = each.merge();
            Set<Field> waiting = EnumSet.copyOf(each.frozen());
            waiting.addAll(held(merge));
            Merge again = each.merge(merge.pull().applyTo(each.local()), each.base(), each.remote(), waiting);
            Set<Field> exact = EnumSet.complementOf(EnumSet.of(Field.CHECKLIST));
            assertThat(again.pull().fields()).as(each.name()).noneMatch(exact::contains);
            assertThat(again.push().only(exact))
                    .as(each.name())
                    .isEqualTo(merge.push().only(exact));
            assertThat(again.collisions())
                    .as(each.name())
                    .extracting(FieldCollision::field)
                    .isSubsetOf(merge.collisions().stream()
                            .map(FieldCollision::field)
                            .toList());
        }
    }

    @Test
    void the_base_is_what_the_remote_held_and_before_of_what_is_held() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Merge merge = each.merge();
            assertThat(merge.base())
                    .as(each.name())
                    .isEqualTo(Contents.mixed(
                            each.remote(), each.base(), held(merge).toArray(Field[]::new)));
        }
    }

    @Test
    void the_sides_can_be_exchanged() {
        Map<ConflictPolicy, ConflictPolicy> mirror = Map.of(
                ConflictPolicy.REMOTE, ConflictPolicy.LEDGER,
                ConflictPolicy.LEDGER, ConflictPolicy.REMOTE,
                ConflictPolicy.HOLD, ConflictPolicy.HOLD);
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Map<Field, ConflictPolicy> mirrored = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                mirrored.put(field, mirror.get(each.policies().of(field)));
            }
            ConflictPolicies policies = new ConflictPolicies(ConflictPolicy.HOLD, mirrored);
            Merge merge = Merge.of(
                    each.local(), MergeTest.linked(each.base()), each.remote(), false, each.policies(), each.frozen());
            Merge other = Merge.of(
                    each.remote(), MergeTest.linked(each.base()), each.local(), false, policies, each.frozen());
            assertThat(anyOrder(other.push().applyTo(each.local())))
                    .as(each.name())
                    .isEqualTo(anyOrder(merge.pull().applyTo(each.local())));
            assertThat(anyOrder(other.pull().applyTo(each.remote())))
                    .as(each.name())
                    .isEqualTo(anyOrder(merge.push().applyTo(each.remote())));
            assertThat(other.collisions())
                    .as(each.name())
                    .extracting(FieldCollision::field)
                    .isEqualTo(merge.collisions().stream()
                            .map(FieldCollision::field)
                            .toList());
        }
    }

    /**
     * Returns the content without the order of its checklist: the order is the remote's (F6), so only in it the sides
     * may differ.
     */
    private static CanonicalContent anyOrder(CanonicalContent content) {
        return content.withChecklist(content.checklist().stream()
                .sorted(Comparator.comparing(ChecklistEntry::title).thenComparing(ChecklistEntry::done))
                .toList());
    }

    @Test
    void nothing_is_lost() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Merge merge = each.merge();
            CanonicalContent both = merge.pull().applyTo(each.local());
            Set<Field> out = held(merge);
            merge.collisions().forEach(collision -> out.add(collision.field()));
            if (!out.contains(Field.TAGS)) {
                for (CanonicalContent side : List.of(each.local(), each.remote())) {
                    Set<String> added = new TreeSet<>(side.tags());
                    added.removeAll(each.base().tags());
                    assertThat(both.tags()).as(each.name()).containsAll(added);
                    Set<String> removed = new TreeSet<>(each.base().tags());
                    removed.removeAll(side.tags());
                    assertThat(both.tags()).as(each.name()).noneMatch(removed::contains);
                }
            }
            if (!out.contains(Field.DESCRIPTION)) {
                assertThat(both.description().lines())
                        .as(each.name())
                        .containsAll(written(each.local().description().lines().toList(), "line L"))
                        .containsAll(written(each.remote().description().lines().toList(), "line R"));
            }
            if (!out.contains(Field.CHECKLIST)) {
                assertThat(both.checklist().stream().map(ChecklistEntry::title))
                        .as(each.name())
                        .containsAll(written(titles(each.local()), "item L"))
                        .containsAll(written(titles(each.remote()), "item R"));
            }
        }
    }

    @Test
    void what_the_remote_cannot_hold_stays_here_and_changes_nothing_of_what_it_can() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Case each = Case.of(seed);
            Set<Field> holds = EnumSet.allOf(Field.class);
            Random random = new Random(seed);
            holds.removeIf(field -> random.nextInt(4) == 0 && field != Field.STATUS);
            Merge merge = each.merge(
                    each.local().holding(holds),
                    random.nextBoolean() ? each.base() : each.base().holding(holds), // it may have held more before
                    each.remote().holding(holds),
                    each.frozen());
            assertThat(merge.pull())
                    .as(each.name())
                    .isEqualTo(each.merge().pull().only(holds));
            assertThat(merge.push())
                    .as(each.name())
                    .isEqualTo(each.merge().push().only(holds));
            assertThat(merge.collisions())
                    .as(each.name())
                    .extracting(FieldCollision::field)
                    .allMatch(holds::contains);
            assertThat(merge.waiting())
                    .as(each.name())
                    .extracting(FieldCollision::field)
                    .allMatch(holds::contains);
            assertThat(merge.base()).as(each.name()).isEqualTo(merge.base().holding(holds));
        }
    }

    private static List<String> titles(CanonicalContent content) {
        return content.checklist().stream().map(ChecklistEntry::title).toList();
    }

    private static List<String> written(List<String> texts, String start) {
        return texts.stream().filter(text -> text.startsWith(start)).toList();
    }

    @Test
    void each_row_was_met_often() {
        Map<MergeRule, Integer> met = new EnumMap<>(MergeRule.class);
        int clean = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Merge merge = Case.of(seed).merge();
            merge.rows().values().forEach(row -> met.merge(row, 1, Integer::sum));
            Set<Field> collided = new TreeSet<>(
                    merge.collisions().stream().map(FieldCollision::field).toList());
            for (Field field : List.of(Field.DESCRIPTION, Field.CHECKLIST, Field.STATUS)) {
                boolean both = Set.of(MergeRule.BOTH_CHECKLISTS, MergeRule.BOTH_DESCRIPTIONS, MergeRule.BOTH_STATUSES)
                        .contains(merge.rows().getOrDefault(field, MergeRule.UNCHANGED));
                clean += both && !collided.contains(field) ? 1 : 0;
            }
        }
        assertThat(met.keySet())
                .containsExactly(
                        MergeRule.SAME_CHANGE,
                        MergeRule.LOCAL_ONLY,
                        MergeRule.REMOTE_ONLY,
                        MergeRule.BOTH_TAGS,
                        MergeRule.BOTH_CHECKLISTS,
                        MergeRule.BOTH_DESCRIPTIONS,
                        MergeRule.BOTH_STATUSES,
                        MergeRule.BOTH_VALUES,
                        MergeRule.DECISION_PENDING);
        assertThat(met.values()).allMatch(count -> count >= 100);
        assertThat(clean).isGreaterThan(400);
    }
}
