package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.OneField;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.sync.merge.Merge.FieldCollision;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the field decision table (docs/sync-design.md, section 4). */
class MergeTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final CanonicalContent ZERO = Contents.number(0);
    private static final CanonicalContent ONE = Contents.number(1);
    private static final CanonicalContent TWO = Contents.number(2);

    static Linked linked(CanonicalContent base, CanonicalChanges... sent) {
        List<Sent> writes = Arrays.stream(sent)
                .map(each -> new Sent(new UUID(6, 0), each, AT))
                .toList();
        return new Linked(new RemoteRef("list", "id"), base, writes, null, AT);
    }

    private static Merge merge(
            CanonicalContent local, CanonicalContent base, CanonicalContent remote, ConflictPolicy policy) {
        return Merge.of(local, linked(base), remote, false, ConflictPolicies.all(policy), Set.of());
    }

    /** Fifty of sixty tags are here. */
    @Test
    void an_edit_of_what_is_a_part_waits_for_a_person_and_all_else_is_merged() {
        CanonicalContent whole = tagged(0, 60);
        CanonicalContent part = tagged(0, 50);
        Linked link = fitted(whole, part, true);
        CanonicalContent edited = CanonicalChanges.between(ZERO, ONE)
                .only(EnumSet.of(Field.TITLE))
                .applyTo(tagged(1, 50));

        Merge merge = Merge.of(
                link.inTheirForm(edited),
                link,
                tagged(0, 61),
                false,
                ConflictPolicies.all(ConflictPolicy.LEDGER),
                Set.of());

        assertThat(merge.push().fields()).containsExactly(Field.TITLE);
        assertThat(merge.pull()).isEqualTo(CanonicalChanges.NONE);
        assertThat(merge.collisions())
                .extracting(FieldCollision::field, FieldCollision::applied)
                .containsExactly(tuple(Field.TAGS, AppliedSide.NONE));
        Merge untouched = Merge.of(
                link.inTheirForm(part), link, whole, false, ConflictPolicies.all(ConflictPolicy.LEDGER), Set.of());
        assertThat(untouched.push()).isEqualTo(CanonicalChanges.NONE);
        assertThat(untouched.pull()).isEqualTo(CanonicalChanges.NONE);
        assertThat(untouched.collisions()).isEmpty();
    }

    @Test
    void an_edit_of_what_stands_whole_for_another_form_is_an_edit() {
        Linked link = fitted(tagged(0, 1), tagged(1, 2), false);

        Merge merge =
                Merge.of(tagged(2, 3), link, tagged(0, 1), false, ConflictPolicies.all(ConflictPolicy.HOLD), Set.of());

        assertThat(merge.push().fields()).containsExactly(Field.TAGS);
        assertThat(merge.collisions()).isEmpty();
    }

    @Test
    void what_would_have_no_room_together_is_one_sides() {
        Merge merge = merge(tagged(0, 30), tagged(0, 0), tagged(30, 60), ConflictPolicy.REMOTE);

        assertThat(merge.pull().applyTo(tagged(0, 30))).isEqualTo(tagged(30, 60));
        assertThat(merge.collisions()).extracting(FieldCollision::applied).containsExactly(AppliedSide.REMOTE);
    }

    private static Linked fitted(CanonicalContent theirs, CanonicalContent ours, boolean cut) {
        return new Linked(
                new RemoteRef("list", "id"),
                theirs,
                List.of(),
                null,
                AT,
                List.of(),
                null,
                CanonicalChanges.between(theirs, ours),
                List.of(new SyncLink.Warning(Field.TAGS, "tags", "has more", cut)));
    }

    private static CanonicalContent tagged(int from, int to) {
        return ZERO.withTags(new TreeSet<>(
                IntStream.range(from, to).mapToObj(i -> "t%02d".formatted(i)).toList()));
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void f11_a_field_that_the_remote_cannot_hold_is_not_compared(Field field) {
        Set<Field> holds = EnumSet.complementOf(EnumSet.of(field));
        Merge merge = merge(ONE.holding(holds), ZERO.holding(holds), ZERO.holding(holds), ConflictPolicy.REMOTE);
        assertThat(merge.push()).isEqualTo(CanonicalChanges.between(ZERO, ONE).only(holds));
        assertThat(merge.pull()).isEqualTo(CanonicalChanges.NONE);
        assertThat(merge.rows()).doesNotContainKey(field);
        assertThat(merge.pull().applyTo(ONE)).isEqualTo(ONE);
    }

    /** Whose value, or the base's, of a field both sides and the next base hold: in this order L', R', B'. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # row | field   | B          | L           | R          | policy | L'           | R'           | B'         | applied
        F1  | TITLE       | a          | a           | a          | HOLD   | a            | a            | a          |
        F2  | TITLE       | a          | b           | b          | HOLD   | b            | b            | b          |
        F3  | TITLE       | a          | b           | a          | HOLD   | b            | b            | a          |
        F4  | TITLE       | a          | a           | b          | HOLD   | b            | b            | b          |
        F9  | TITLE       | a          | b           | c          | REMOTE | c            | c            | c          | REMOTE
        F9  | TITLE       | a          | b           | c          | LEDGER | b            | b            | c          | LOCAL
        F9  | TITLE       | a          | b           | c          | HOLD   | b            | c            | a          | NONE
        F2  | TAGS        | a          | b           | b          | HOLD   | b            | b            | b          |
        F3  | TAGS        | a          | -           | a          | HOLD   | -            | -            | a          |
        F4  | TAGS        | a          | a           | a b        | HOLD   | a b          | a b          | a b        |
        F5  | TAGS        | a b c      | b c d       | a c e      | HOLD   | c d e        | c d e        | a c e      |
        F5  | TAGS        | a          | a b         | -          | HOLD   | b            | b            | -          |
        F5  | TAGS        | -          | a           | b          | REMOTE | a b          | a b          | b          |
        F3  | CHECKLIST   | a          | a+          | a          | HOLD   | a+           | a+           | a          |
        F4  | CHECKLIST   | a          | a           | a b        | HOLD   | a b          | a b          | a b        |
        F6  | CHECKLIST   | a b        | a+ b        | a b c      | HOLD   | a+ b c       | a+ b c       | a b c      |
        F6  | CHECKLIST   | a          | b           | c          | REMOTE | c            | c            | c          | REMOTE
        F6  | CHECKLIST   | a          | b           | c          | HOLD   | b            | c            | a          | NONE
        F3  | DESCRIPTION | a          | a/b         | a          | HOLD   | a/b          | a/b          | a          |
        F4  | DESCRIPTION | a          | a           | -          | HOLD   | -            | -            | -          |
        F7  | DESCRIPTION | a/b/c/     | A/b/c/      | a/b/C/     | HOLD   | A/b/C/       | A/b/C/       | a/b/C/     |
        F7  | DESCRIPTION | a          | b           | c          | LEDGER | b            | b            | c          | LOCAL
        F7  | DESCRIPTION | a          | b           | c          | HOLD   | b            | c            | a          | NONE
        F4  | STATUS      | OPEN       | OPEN        | COMPLETED  | HOLD   | COMPLETED    | COMPLETED    | COMPLETED  |
        F3  | STATUS      | COMPLETED  | OPEN        | COMPLETED  | HOLD   | OPEN         | OPEN         | COMPLETED  |
        F8  | STATUS      | OPEN       | PAUSED      | COMPLETED  | HOLD   | COMPLETED    | COMPLETED    | COMPLETED  |
        F8  | STATUS      | PLANNED    | ABANDONED   | OPEN       | REMOTE | ABANDONED    | ABANDONED    | OPEN       |
        F8  | STATUS      | BLOCKED    | COMPLETED   | PAUSED     | HOLD   | COMPLETED    | COMPLETED    | PAUSED     |
        F8  | STATUS      | OPEN       | COMPLETED   | ABANDONED  | REMOTE | ABANDONED    | ABANDONED    | ABANDONED  | REMOTE
        F8  | STATUS      | COMPLETED  | OPEN        | ABANDONED  | HOLD   | OPEN         | ABANDONED    | COMPLETED  | NONE
        F8  | STATUS      | ABANDONED  | PLANNED     | COMPLETED  | LEDGER | PLANNED      | PLANNED      | COMPLETED  | LOCAL
        F8  | STATUS      | OPEN       | PAUSED      | BLOCKED    | REMOTE | BLOCKED      | BLOCKED      | BLOCKED    | REMOTE
        F9  | PRIORITY    | NONE       | LOW         | HIGH       | REMOTE | HIGH         | HIGH         | HIGH       | REMOTE
        F9  | PRIORITY    | NONE       | LOW         | HIGH       | HOLD   | LOW          | HIGH         | NONE       | NONE
        F3  | DATES       | 2026-03-01 | -           | 2026-03-01 | HOLD   | -            | -            | 2026-03-01 |
        F9  | DATES       | 2026-03-01 | -           | 2026-03-03 | LEDGER | -            | -            | 2026-03-03 | LOCAL
        F9  | DATES       | -          | 2026-03-02  | 2026-03-03 | HOLD   | 2026-03-02   | 2026-03-03   | -          | NONE
        F9  | PARENT      | p          | -           | q          | REMOTE | q            | q            | q          | REMOTE
        F9  | PARENT      | p          | -           | q          | LEDGER | -            | -            | q          | LOCAL
        """)
    void each_row_is_applied(
            String code,
            Field field,
            String b,
            String l,
            String r,
            ConflictPolicy policy,
            String nextLocal,
            String nextRemote,
            String nextBase,
            AppliedSide applied) {
        MergeRule row = MergeRule.of(code);
        CanonicalContent base = OneField.of(field, b);
        CanonicalContent local = OneField.of(field, l);
        CanonicalContent remote = OneField.of(field, r);
        Merge merge = merge(local, base, remote, policy);

        assertThat(merge.rows()).isEqualTo(row == MergeRule.UNCHANGED ? Map.of() : Map.of(field, row));
        assertThat(merge.pull().applyTo(local)).isEqualTo(OneField.of(field, nextLocal));
        assertThat(merge.push().applyTo(remote)).isEqualTo(OneField.of(field, nextRemote));
        assertThat(merge.base()).isEqualTo(OneField.of(field, nextBase));
        assertThat(merge.collisions())
                .isEqualTo(
                        applied == null
                                ? List.of()
                                : List.of(new FieldCollision(field, row, base, local, remote, policy, applied)));
        assertThat(merge.thawed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        REMOTE | y b+ c | REMOTE
        LEDGER | x b+ c | LOCAL
        """)
    void of_a_checklist_only_the_title_collides_that_both_gave_an_item(
            ConflictPolicy policy, String merged, AppliedSide applied) {
        CanonicalContent base = OneField.of(Field.CHECKLIST, "a b");
        CanonicalContent local = OneField.of(Field.CHECKLIST, "x b+");
        CanonicalContent remote = OneField.of(Field.CHECKLIST, "y b c");
        Merge merge = merge(local, base, remote, policy);

        assertThat(merge.pull().applyTo(local)).isEqualTo(OneField.of(Field.CHECKLIST, merged));
        assertThat(merge.push().applyTo(remote)).isEqualTo(OneField.of(Field.CHECKLIST, merged));
        assertThat(merge.collisions())
                .containsExactly(new FieldCollision(
                        Field.CHECKLIST,
                        MergeRule.BOTH_CHECKLISTS,
                        base,
                        OneField.of(Field.CHECKLIST, "x b+ c"),
                        OneField.of(Field.CHECKLIST, "y b+ c"),
                        policy,
                        applied));
    }

    @ParameterizedTest
    @EnumSource
    void our_own_write_that_landed_counts_as_agreed(Field field) {
        CanonicalContent sent = Contents.mixed(ZERO, ONE, field);
        CanonicalContent newer = Contents.mixed(ZERO, TWO, field);
        Linked link = linked(ZERO, CanonicalChanges.between(ZERO, sent));
        Merge merge = Merge.of(newer, link, sent, false, ConflictPolicies.all(ConflictPolicy.REMOTE), Set.of());
        assertThat(merge.rows()).isEqualTo(Map.of(field, MergeRule.LOCAL_ONLY));
        assertThat(merge.push()).isEqualTo(CanonicalChanges.between(sent, newer));
        assertThat(merge.pull()).isEqualTo(CanonicalChanges.NONE);
        assertThat(merge.base()).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource
    void f13_a_frozen_field_is_left_alone_and_the_others_flow(Field field) {
        Merge merge =
                Merge.of(ONE, linked(ZERO), TWO, false, ConflictPolicies.all(ConflictPolicy.REMOTE), EnumSet.of(field));
        Set<Field> others = EnumSet.complementOf(EnumSet.of(field));
        assertThat(merge.rows())
                .containsEntry(field, MergeRule.DECISION_PENDING)
                .hasSize(Field.values().length);
        assertThat(merge.pull().fields()).isEqualTo(others);
        assertThat(merge.push().fields()).doesNotContain(field);
        assertThat(merge.base()).isEqualTo(Contents.mixed(TWO, ZERO, field));
        assertThat(merge.collisions()).extracting(FieldCollision::field).doesNotContain(field);
        assertThat(merge.thawed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void f13_stays_frozen_where_only_one_side_still_differs(Field field) {
        CanonicalContent changed = Contents.mixed(ZERO, ONE, field);
        Set<Field> frozen = EnumSet.of(field);
        ConflictPolicies policies = ConflictPolicies.all(ConflictPolicy.REMOTE);
        assertThat(Merge.of(changed, linked(ZERO), ZERO, false, policies, frozen))
                .isEqualTo(waiting(field, changed, ZERO));
        assertThat(Merge.of(ZERO, linked(ZERO), changed, false, policies, frozen))
                .isEqualTo(waiting(field, ZERO, changed));
    }

    private static Merge waiting(Field field, CanonicalContent local, CanonicalContent remote) {
        return new Merge(
                CanonicalChanges.NONE,
                CanonicalChanges.NONE,
                ZERO,
                new TreeMap<>(Map.of(field, MergeRule.DECISION_PENDING)),
                List.of(),
                List.of(new FieldCollision(
                        field, MergeRule.DECISION_PENDING, ZERO, local, remote, ConflictPolicy.HOLD, AppliedSide.NONE)),
                Set.of());
    }

    @ParameterizedTest
    @EnumSource
    void f13_what_agrees_by_itself_is_thawed(Field field) {
        CanonicalContent both = Contents.mixed(ZERO, ONE, field);
        for (CanonicalContent agreed : List.of(both, ZERO)) {
            Merge merge = Merge.of(
                    agreed, linked(ZERO), agreed, false, ConflictPolicies.all(ConflictPolicy.HOLD), EnumSet.of(field));
            assertThat(merge.thawed()).containsExactly(field);
            assertThat(merge.rows()).isEqualTo(Map.of(field, MergeRule.SAME_CHANGE));
            assertThat(merge.base()).isEqualTo(agreed);
            assertThat(merge.pull().isEmpty() && merge.push().isEmpty()).isTrue();
        }
    }

    @Test
    void a_field_can_have_a_policy_of_its_own() {
        ConflictPolicies policies = new ConflictPolicies(
                ConflictPolicy.REMOTE, Map.of(Field.TITLE, ConflictPolicy.LEDGER, Field.PRIORITY, ConflictPolicy.HOLD));
        Merge merge = Merge.of(
                Contents.mixed(ZERO, ONE, Field.TITLE, Field.PRIORITY, Field.PARENT),
                linked(ZERO),
                Contents.mixed(ZERO, TWO, Field.TITLE, Field.PRIORITY, Field.PARENT),
                false,
                policies,
                Set.of());
        assertThat(merge.push().fields()).containsExactly(Field.TITLE);
        assertThat(merge.pull().fields()).containsExactly(Field.PARENT);
        assertThat(merge.base()).isEqualTo(Contents.mixed(ZERO, TWO, Field.TITLE, Field.PARENT));
        assertThat(merge.collisions())
                .extracting(FieldCollision::field, FieldCollision::applied)
                .containsExactly(
                        tuple(Field.TITLE, AppliedSide.LOCAL),
                        tuple(Field.PRIORITY, AppliedSide.NONE),
                        tuple(Field.PARENT, AppliedSide.REMOTE));
    }

    @Test
    void the_dates_of_a_recurring_task_are_never_cleared() {
        CanonicalContent none = OneField.of(Field.DATES, "-");
        CanonicalContent first = OneField.of(Field.DATES, "2026-03-01");
        CanonicalContent second = OneField.of(Field.DATES, "2026-03-02");
        ConflictPolicies policies = ConflictPolicies.all(ConflictPolicy.LEDGER);

        Merge cleared = Merge.of(none, linked(first), first, true, policies, Set.of());
        assertHeld(
                cleared,
                new FieldCollision(
                        Field.DATES, MergeRule.LOCAL_ONLY, first, none, first, ConflictPolicy.HOLD, AppliedSide.NONE));
        assertThat(cleared.base()).isEqualTo(first);

        Merge against = Merge.of(none, linked(first), second, true, policies, Set.of());
        assertHeld(
                against,
                new FieldCollision(
                        Field.DATES,
                        MergeRule.BOTH_VALUES,
                        first,
                        none,
                        second,
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE));
        assertThat(against.base()).isEqualTo(first);

        Merge unknown = Merge.withoutBase(none, first, true, policies, Set.of());
        assertHeld(
                unknown,
                new FieldCollision(
                        Field.DATES, MergeRule.BASE_UNKNOWN, null, none, first, ConflictPolicy.HOLD, AppliedSide.NONE));
    }

    private static void assertHeld(Merge merge, FieldCollision collision) {
        assertThat(merge.collisions()).containsExactly(collision);
        assertThat(merge.pull().isEmpty() && merge.push().isEmpty()).isTrue();
    }

    @Test
    void the_dates_of_a_recurring_task_move_and_are_cleared_there() {
        CanonicalContent none = OneField.of(Field.DATES, "-");
        CanonicalContent first = OneField.of(Field.DATES, "2026-03-01");
        CanonicalContent second = OneField.of(Field.DATES, "2026-03-02");
        ConflictPolicies policies = ConflictPolicies.all(ConflictPolicy.LEDGER);
        assertThat(Merge.of(second, linked(first), first, true, policies, Set.of())
                        .push())
                .isEqualTo(CanonicalChanges.between(first, second));
        assertThat(Merge.of(first, linked(first), none, true, policies, Set.of())
                        .pull())
                .isEqualTo(CanonicalChanges.between(first, none));
        assertThat(Merge.of(none, linked(first), first, false, policies, Set.of())
                        .push())
                .isEqualTo(CanonicalChanges.between(first, none));
    }

    @Test
    void who_ends_it_is_not_in_conflict_with_who_moves_it_to_another_stage() {
        CanonicalContent agreed = OneField.of(Field.STAGE, "doing");
        CanonicalContent moved = OneField.of(Field.STAGE, "in review");
        CanonicalContent ended = OneField.of(Field.STAGE, "-").withStatus(RemoteStatus.COMPLETED);
        ConflictPolicies hold = ConflictPolicies.all(ConflictPolicy.HOLD);

        Merge here = Merge.of(ended, linked(agreed), moved, false, hold, Set.of());
        assertThat(here.push().applyTo(moved)).isEqualTo(ended);
        assertThat(here.pull()).isEqualTo(CanonicalChanges.NONE);
        Merge there = Merge.of(moved, linked(agreed), ended, false, hold, Set.of());
        assertThat(there.pull().applyTo(moved)).isEqualTo(ended);
        assertThat(there.push()).isEqualTo(CanonicalChanges.NONE);
        assertThat(here.collisions()).isEmpty();
        assertThat(there.collisions()).isEmpty();
    }

    @Test
    void f10_without_a_base_each_difference_is_a_conflict() {
        CanonicalContent local = Contents.mixed(TWO, ONE, Field.TAGS, Field.STATUS);
        Merge remote = Merge.withoutBase(local, TWO, false, ConflictPolicies.all(ConflictPolicy.REMOTE), Set.of());
        assertThat(remote.pull()).isEqualTo(CanonicalChanges.between(local, TWO));
        assertThat(remote.push()).isEqualTo(CanonicalChanges.NONE);
        assertThat(remote.base()).isEqualTo(TWO);
        assertThat(remote.rows().keySet()).containsExactly(Field.values());
        assertThat(remote.rows().values()).containsOnly(MergeRule.BASE_UNKNOWN);
        assertThat(remote.collisions())
                .containsExactly(
                        new FieldCollision(
                                Field.TAGS,
                                MergeRule.BASE_UNKNOWN,
                                null,
                                local,
                                TWO,
                                ConflictPolicy.REMOTE,
                                AppliedSide.REMOTE),
                        new FieldCollision(
                                Field.STATUS,
                                MergeRule.BASE_UNKNOWN,
                                null,
                                local,
                                TWO,
                                ConflictPolicy.REMOTE,
                                AppliedSide.REMOTE));

        Merge ledger = Merge.withoutBase(local, TWO, false, ConflictPolicies.all(ConflictPolicy.LEDGER), Set.of());
        assertThat(ledger.push()).isEqualTo(CanonicalChanges.between(TWO, local));
        assertThat(ledger.pull()).isEqualTo(CanonicalChanges.NONE);
        assertThat(ledger.base()).isEqualTo(TWO);

        Merge hold = Merge.withoutBase(
                local, TWO, false, ConflictPolicies.all(ConflictPolicy.HOLD), EnumSet.of(Field.STATUS));
        assertThat(hold.pull().isEmpty() && hold.push().isEmpty()).isTrue();
        assertThat(hold.base()).isEqualTo(local);
        assertThat(hold.rows())
                .containsEntry(Field.STATUS, MergeRule.DECISION_PENDING)
                .containsEntry(Field.TAGS, MergeRule.BASE_UNKNOWN);
        assertThat(hold.collisions()).extracting(FieldCollision::field).containsExactly(Field.TAGS);
    }

    @Test
    void every_row_has_a_number_of_its_own() {
        assertThat(MergeRule.values()).hasSize(13);
        assertThat(MergeRule.values()).extracting(MergeRule::code).doesNotHaveDuplicates();
    }
}
