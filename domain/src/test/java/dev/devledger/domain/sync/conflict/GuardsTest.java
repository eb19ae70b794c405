package dev.devledger.domain.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.conflict.Guards.GuardHold.Guard;
import dev.devledger.domain.sync.conflict.Guards.GuardHold.Operation;
import dev.devledger.domain.sync.conflict.Guards.Kind;
import dev.devledger.domain.sync.conflict.Guards.Plan;
import dev.devledger.domain.sync.conflict.Guards.Planned;
import dev.devledger.domain.sync.conflict.Guards.Scope;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** More changes than people make at once wait for a person (docs/sync-design.md, section 7). */
class GuardsTest {

    private static Planned write(Kind kind, String scope, String target, String parent, String changeSet) {
        return new Planned(kind, scope, target, parent, Set.of(), changeSet);
    }

    private static List<Planned> writes(Kind kind, String scope, int count, String changeSet) {
        return IntStream.range(0, count)
                .mapToObj(i -> write(kind, scope, scope + i, null, changeSet))
                .toList();
    }

    private static List<Planned> deletes(String scope, int count) {
        return writes(Kind.DELETE_LOCALLY, scope, count, null);
    }

    private static List<Planned> changes(Field field, int from, int to, Kind kind, String changeSet) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Planned(kind, "a", "a" + i, null, Set.of(field), changeSet))
                .toList();
    }

    @SafeVarargs
    private static List<Planned> all(List<Planned>... parts) {
        List<Planned> all = new ArrayList<>();
        for (List<Planned> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    private static List<GuardHold> held(List<Planned> writes, Map<String, Scope> scopes) {
        return Guards.held(new Plan(writes, scopes, true));
    }

    @Test
    void what_others_have_made_counts_one_by_one_whatever_goes_with_it() {
        List<Planned> foreign = IntStream.range(0, 6)
                .mapToObj(i -> new Planned(Kind.DELETE_REMOTELY, "a", "a" + i, "top", Set.of(), "set", true))
                .toList();
        List<Planned> writes = all(List.of(write(Kind.DELETE_REMOTELY, "a", "top", null, "set")), foreign);
        assertThat(held(writes, Map.of("a", new Scope(10, 0))))
                .singleElement()
                .satisfies(hold -> assertThat(hold.operations()).hasSize(7));
        assertThat(held(writes.subList(0, 5), Map.of("a", new Scope(10, 0)))).isEmpty();
    }

    @Test
    void what_goes_with_another_counts_as_that_and_the_rest_by_its_change_set() {
        assertThat(Guards.units(List.of(
                        write(Kind.DELETE_REMOTELY, "a", "top", null, "set"),
                        write(Kind.DELETE_REMOTELY, "a", "below", "top", "other"),
                        write(Kind.DELETE_REMOTELY, "a", "deeper", "below", null),
                        write(Kind.DELETE_REMOTELY, "a", "alone", "elsewhere", null),
                        new Planned(Kind.DELETE_REMOTELY, "a", "foreign", "top", Set.of(), "set", true))))
                .isEqualTo(
                        Map.of("top", "set", "below", "set", "deeper", "set", "alone", "alone", "foreign", "foreign"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # linked, done, planned, held
                    10,  0, 5,  false
                    10,  0, 6,  true
                    10,  3, 2,  false
                    10,  3, 3,  true
                    10,  9, 1,  true
                    59,  0, 6,  true
                    60,  0, 6,  false
                    60,  0, 7,  true
                    200, 0, 20, false
                    200, 0, 21, true
                    900, 0, 25, false
                    900, 0, 26, true
                    900, 6, 20, true
                    """)
    void deletes_of_a_scope(int linked, int done, int planned, boolean held) {
        List<GuardHold> holds = held(deletes("a", planned), Map.of("a", new Scope(linked, done)));
        assertThat(holds)
                .hasSize(held ? 1 : 0)
                .allMatch(hold -> hold.operations().size() == planned);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE_LOCALLY", "DELETE_REMOTELY"})
    void deletes_count_in_either_direction(Kind kind) {
        List<Planned> both = all(
                deletes("a", 3),
                List.of(
                        write(kind, "a", "x", null, null),
                        write(kind, "a", "y", null, null),
                        write(kind, "a", "z", null, null)));
        assertThat(held(both, Map.of("a", new Scope(20, 0)))).hasSize(1);
    }

    @Test
    void the_deletes_of_one_scope_are_held_and_the_rest_runs() {
        List<Planned> plan =
                all(deletes("a", 6), deletes("b", 5), changes(Field.TITLE, 90, 93, Kind.UPDATE_LOCALLY, null));
        List<GuardHold> holds = held(plan, Map.of("a", new Scope(20, 0), "b", new Scope(20, 0)));
        assertThat(holds).hasSize(1);
        GuardHold hold = holds.getFirst();
        assertThat(hold.guard()).isEqualTo(Guard.DELETES);
        assertThat(hold.scope()).isEqualTo("a");
        assertThat(hold.operations())
                .containsExactly(IntStream.range(0, 6)
                        .mapToObj(i -> new Operation(Kind.DELETE_LOCALLY, "a" + i))
                        .toArray(Operation[]::new));
        assertThat(hold.covers(Kind.DELETE_LOCALLY, "a3", null)).isTrue();
        assertThat(hold.covers(Kind.DELETE_REMOTELY, "a3", null)).isFalse();
        assertThat(hold.covers(Kind.DELETE_LOCALLY, "b3", null)).isFalse();
    }

    @Test
    void too_many_deletes_of_a_connector_are_held_in_all_scopes() {
        Map<String, Scope> scopes =
                Map.of("a", new Scope(900, 0), "b", new Scope(900, 0), "c", new Scope(900, 2), "d", new Scope(900, 0));
        List<Planned> few = all(deletes("a", 11), deletes("b", 11), deletes("d", 1));
        assertThat(held(few, scopes)).isEmpty();
        List<GuardHold> holds = held(all(few, deletes("c", 1)), scopes);
        assertThat(holds).hasSize(1);
        assertThat(holds.getFirst().scope()).isEqualTo(GuardHold.ALL_SCOPES);
        assertThat(holds.getFirst().operations()).hasSize(24);
    }

    @Test
    void a_delete_that_goes_with_its_parent_is_not_counted_and_held_with_it() {
        List<Planned> plan = new ArrayList<>(deletes("a", 5));
        IntStream.range(0, 30).forEach(i -> plan.add(write(Kind.DELETE_LOCALLY, "a", "child" + i, "a1", null)));
        plan.add(write(Kind.DELETE_LOCALLY, "a", "grandchild", "child1", null));
        assertThat(held(plan, Map.of("a", new Scope(40, 0)))).isEmpty();
        plan.add(write(Kind.DELETE_LOCALLY, "a", "another", "stays", null));
        assertThat(held(plan, Map.of("a", new Scope(40, 0))))
                .singleElement()
                .satisfies(hold -> assertThat(hold.operations()).hasSize(37));
    }

    @Test
    void what_one_change_set_deleted_counts_as_one() {
        List<Planned> plan = all(writes(Kind.DELETE_REMOTELY, "a", 40, "c1"), deletes("b", 0));
        assertThat(held(plan, Map.of("a", new Scope(50, 4)))).isEmpty();
        assertThat(held(plan, Map.of("a", new Scope(50, 5)))).hasSize(1);
        List<Planned> two = all(List.of(write(Kind.DELETE_REMOTELY, "a", "x", null, "c2")), plan);
        assertThat(held(two, Map.of("a", new Scope(50, 3)))).isEmpty();
        assertThat(held(two, Map.of("a", new Scope(50, 4)))).hasSize(1);
    }

    @Test
    void a_scope_that_is_not_known_has_no_links() {
        assertThat(held(deletes("a", 5), Map.of())).isEmpty();
        assertThat(held(deletes("a", 6), Map.of())).hasSize(1);
    }

    @Test
    void deletes_that_are_done_hold_nothing_but_deletes() {
        List<Planned> plan = changes(Field.TITLE, 0, 3, Kind.UPDATE_LOCALLY, null);
        assertThat(held(plan, Map.of("a", new Scope(20, 100)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # linked, changed, held
                    10, 5,  false
                    10, 6,  true
                    11, 5,  false
                    11, 6,  true
                    9,  9,  false
                    100, 50, false
                    100, 51, true
                    """)
    void one_field_of_more_than_half_of_a_scope(int linked, int changed, boolean held) {
        List<Planned> plan = all(
                changes(Field.TITLE, 0, changed, Kind.UPDATE_LOCALLY, null),
                changes(Field.PRIORITY, 0, 5, Kind.UPDATE_LOCALLY, null));
        List<GuardHold> holds = held(plan, Map.of("a", new Scope(linked, 0)));
        assertThat(holds).hasSize(held ? 1 : 0).allMatch(hold -> hold.field() == Field.TITLE);
        assertThat(holds)
                .allMatch(hold -> hold.covers(Kind.UPDATE_LOCALLY, "a1", Field.TITLE)
                        && !hold.covers(Kind.UPDATE_LOCALLY, "a1", Field.PRIORITY)
                        && !hold.covers(Kind.UPDATE_REMOTELY, "a1", Field.TITLE));
    }

    @Test
    void a_field_is_held_in_both_directions() {
        List<Planned> plan = all(
                changes(Field.DATES, 0, 4, Kind.UPDATE_LOCALLY, null),
                changes(Field.DATES, 3, 6, Kind.UPDATE_REMOTELY, null));
        assertThat(held(plan, Map.of("a", new Scope(10, 0))))
                .singleElement()
                .satisfies(hold -> assertThat(hold.operations()).hasSize(7)); // out of six items
        List<Planned> fewer = all(
                changes(Field.DATES, 0, 4, Kind.UPDATE_LOCALLY, null),
                changes(Field.DATES, 3, 5, Kind.UPDATE_REMOTELY, null));
        assertThat(held(fewer, Map.of("a", new Scope(10, 0)))).isEmpty();
    }

    @Test
    void what_one_change_set_changed_is_not_held() {
        List<Planned> plan = changes(Field.TITLE, 0, 10, Kind.UPDATE_REMOTELY, "c1");
        assertThat(held(plan, Map.of("a", new Scope(10, 0)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_LOCALLY", "CREATE_REMOTELY"})
    void many_creates_in_one_direction(Kind kind) {
        Kind other = kind == Kind.CREATE_LOCALLY ? Kind.CREATE_REMOTELY : Kind.CREATE_LOCALLY;
        List<Planned> fifty =
                all(writes(kind, "a", 25, null), writes(kind, "b", 25, null), writes(other, "c", 50, null));
        assertThat(held(fifty, Map.of())).isEmpty();
        List<GuardHold> holds = held(all(fifty, writes(kind, "d", 1, "c1")), Map.of());
        assertThat(holds).singleElement().satisfies(hold -> {
            assertThat(hold.guard()).isEqualTo(Guard.CREATES);
            assertThat(hold.operations()).hasSize(51).allMatch(each -> each.kind() == kind);
        });
    }

    @Test
    void an_import_is_the_word_of_a_person() {
        List<Planned> imported = writes(Kind.CREATE_REMOTELY, "a", 1_000, "c1");
        assertThat(held(imported, Map.of())).isEmpty();
        assertThat(held(all(imported, writes(Kind.CREATE_REMOTELY, "b", 51, null)), Map.of()))
                .singleElement()
                .satisfies(hold -> assertThat(hold.operations()).hasSize(51));
    }

    @Test
    void creates_are_not_held_where_the_plan_does_not_guard_them() {
        Plan plan = new Plan(writes(Kind.CREATE_REMOTELY, "a", 1_000, null), Map.of(), false);
        assertThat(Guards.held(plan)).isEmpty();
    }

    @Test
    void the_hash_of_more_is_another_one() {
        Map<String, Scope> scopes = Map.of("a", new Scope(20, 0), "b", new Scope(20, 0));
        List<GuardHold> some = held(all(deletes("a", 6), deletes("b", 7)), scopes);
        List<GuardHold> more = held(all(deletes("a", 7), deletes("b", 7)), scopes);
        assertThat(some).extracting(GuardHold::scope).containsExactly("a", "b");
        assertThat(more.getFirst().planHash()).isNotEqualTo(some.getFirst().planHash());
        assertThat(more.getLast().planHash()).isEqualTo(some.getLast().planHash());
    }

    @Test
    void the_hash_is_that_of_the_sorted_lines() {
        GuardHold deletes = new GuardHold(
                Guard.DELETES,
                "a",
                null,
                List.of(new Operation(Kind.DELETE_REMOTELY, "task 2"), new Operation(Kind.DELETE_LOCALLY, "task 1")));
        // printf 'delete_locally task 1\ndelete_remotely task 2\n' | sha256sum
        assertThat(deletes.planHash()).isEqualTo("5452854a6fc49799d978dc2cd7a4af442c817383c06c395cfea497d10ebf984f");
        GuardHold titles =
                new GuardHold(Guard.UPDATES, "a", Field.TITLE, List.of(new Operation(Kind.UPDATE_LOCALLY, "task 1")));
        // printf 'update_locally title task 1\n' | sha256sum
        assertThat(titles.planHash()).isEqualTo("b16f8ca80e09ee834d255da62a6e23e88dc04c92d6a06566d84682cafafc457f");
    }

    @Test
    void the_order_of_the_plan_does_not_matter() {
        List<Planned> writes = new ArrayList<>(all(deletes("a", 6), deletes("b", 7)));
        List<GuardHold> holds = held(writes, Map.of());
        Collections.reverse(writes);
        assertThat(held(writes, Map.of())).isEqualTo(holds);
        assertThat(holds).extracting(GuardHold::planHash).doesNotHaveDuplicates();
    }
}
