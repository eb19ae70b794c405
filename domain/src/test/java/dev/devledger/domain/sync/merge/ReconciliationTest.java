package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the field decision table, for each field, and rules that hold for all of them. */
class ReconciliationTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final CanonicalContent B = Contents.number(0);
    private static final CanonicalContent ONE = Contents.number(1);
    private static final CanonicalContent TWO = Contents.number(2);

    private static Linked linked(CanonicalContent base, CanonicalChanges... sent) {
        List<Sent> writes = new ArrayList<>();
        for (CanonicalChanges each : sent) {
            writes.add(new Sent(new UUID(6, writes.size()), each, AT));
        }
        return new Linked(new RemoteRef("list", "id"), base, writes, null, AT);
    }

    private static CanonicalContent with(CanonicalContent other, Field... fields) {
        return Contents.mixed(B, other, fields);
    }

    @Test
    void f1_nothing_where_all_agree() {
        assertThat(Reconciliation.of(B, linked(B), B))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, B, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void f2_what_both_changed_alike_is_agreed(Field field) {
        CanonicalContent both = with(ONE, field);
        assertThat(Reconciliation.of(both, linked(B), both))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, both, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void f3_what_the_ledger_changed_is_pushed(Field field) {
        CanonicalContent local = with(ONE, field);
        assertThat(Reconciliation.of(local, linked(B), B))
                .isEqualTo(new Reconciliation(CanonicalChanges.between(B, local), B, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void f4_what_the_remote_changed_stays_there(Field field) {
        assertThat(Reconciliation.of(B, linked(B), with(ONE, field)))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, B, Set.of(field)));
    }

    @ParameterizedTest
    @EnumSource
    void f5_to_f9_what_both_changed_differently_is_not_pushed(Field field) {
        assertThat(Reconciliation.of(with(ONE, field), linked(B), with(TWO, field)))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, B, Set.of(field)));
    }

    private static Linked with(CanonicalContent base, PastValues past) {
        return new Linked(new RemoteRef("list", "id"), base, List.of(), null, AT, List.of(past), null);
    }

    @ParameterizedTest
    @EnumSource
    void a_write_of_ours_that_comes_to_pass_after_a_newer_one_is_nobodys_change(Field field) {
        CanonicalContent late = with(ONE, field);
        CanonicalContent newer = with(TWO, field);
        Linked link = with(newer, new PastValues(CanonicalChanges.between(B, late), AT, true));
        assertThat(Reconciliation.of(newer, link, late).push()).isEqualTo(CanonicalChanges.between(late, newer));
        assertThat(Reconciliation.changedByOthers(link, late)).isFalse();
        assertThat(Reconciliation.isNews(link, late)).isTrue();
        assertThat(Reconciliation.oldViews(link, late)).isEmpty();
        assertThat(Reconciliation.isNews(link, newer)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_agreed_on_a_moment_ago_may_be_an_old_view(Field field) {
        CanonicalContent now = with(ONE, field);
        Linked link = with(now, new PastValues(CanonicalChanges.between(now, B), AT, false));
        assertThat(Reconciliation.oldViews(link, B)).containsExactly(field);
        assertThat(Reconciliation.oldViews(link, now)).isEmpty();
        assertThat(Reconciliation.oldViews(link, with(TWO, field)))
                .as("somebody has written it")
                .isEmpty();
    }

    @Test
    void what_of_the_past_counts_no_more_is_a_change_like_any_other() {
        Linked link = with(TWO, new PastValues(CanonicalChanges.between(B, ONE), AT, true));
        assertThat(Reconciliation.changedByOthers(link, ONE)).isFalse();
        assertThat(Reconciliation.changedByOthers(link.remembering(past -> false), ONE))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void the_other_fields_flow(Field field) {
        CanonicalContent local = ONE;
        CanonicalContent remote = with(TWO, field);
        Reconciliation plan = Reconciliation.of(local, linked(B), remote);
        assertThat(plan.push().fields()).isEqualTo(EnumSet.complementOf(EnumSet.of(field)));
        assertThat(plan.remoteChanged()).containsExactly(field);
        assertThat(plan.push().applyTo(remote)).isEqualTo(Contents.mixed(local, TWO, field));
    }

    @ParameterizedTest
    @EnumSource
    void our_own_write_that_landed_is_agreed(Field field) {
        CanonicalContent sent = with(ONE, field);
        assertThat(Reconciliation.of(sent, linked(B, CanonicalChanges.between(B, sent)), sent))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, sent, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void a_newer_edit_does_not_lose_against_our_own_echo(Field field) {
        CanonicalContent sent = with(ONE, field);
        CanonicalContent newer = with(TWO, field);
        assertThat(Reconciliation.of(newer, linked(B, CanonicalChanges.between(B, sent)), sent))
                .isEqualTo(new Reconciliation(CanonicalChanges.between(sent, newer), sent, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void our_own_write_that_did_not_land_is_sent_again(Field field) {
        CanonicalContent sent = with(ONE, field);
        assertThat(Reconciliation.of(sent, linked(B, CanonicalChanges.between(B, sent)), B))
                .isEqualTo(new Reconciliation(CanonicalChanges.between(B, sent), B, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void another_ones_write_is_not_taken_for_ours(Field field) {
        CanonicalContent sent = with(ONE, field);
        CanonicalContent theirs = with(TWO, field);
        Linked link = linked(B, CanonicalChanges.between(B, sent));
        assertThat(Reconciliation.of(sent, link, theirs))
                .isEqualTo(new Reconciliation(CanonicalChanges.NONE, B, Set.of(field)));
        assertThat(Reconciliation.changedByOthers(link, theirs)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void of_two_unanswered_writes_either_may_have_landed(Field field) {
        CanonicalChanges first = CanonicalChanges.between(B, with(ONE, field));
        CanonicalChanges second = CanonicalChanges.between(B, with(TWO, field));
        Linked link = linked(B, first, second);
        for (CanonicalContent remote : List.of(with(ONE, field), with(TWO, field))) {
            assertThat(Reconciliation.changedByOthers(link, remote)).isFalse();
            assertThat(Reconciliation.of(B, link, remote).push()).isEqualTo(CanonicalChanges.between(remote, B));
        }
    }

    @Test
    void a_write_of_two_fields_can_land_in_part() {
        CanonicalChanges sent = CanonicalChanges.between(B, with(ONE, Field.TITLE, Field.TAGS));
        CanonicalContent remote = with(ONE, Field.TITLE);
        Reconciliation plan = Reconciliation.of(with(ONE, Field.TITLE, Field.TAGS), linked(B, sent), remote);
        assertThat(plan.base()).isEqualTo(remote);
        assertThat(plan.push().fields()).containsExactly(Field.TAGS);
    }

    @Test
    void what_holds_always() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            CanonicalContent local = Contents.any(random);
            CanonicalContent base = Contents.any(random);
            CanonicalContent remote = Contents.any(random);
            Linked link = random.nextBoolean()
                    ? linked(base)
                    : linked(base, CanonicalChanges.between(base, Contents.any(random)));
            Reconciliation plan = Reconciliation.of(local, link, remote);
            CanonicalContent written = plan.push().applyTo(remote);
            Set<Field> apart = CanonicalChanges.between(local, remote).fields();
            Set<Field> changedThere = CanonicalChanges.between(base, remote).fields();

            // Each field that differs is either pushed or left to the remote, and no field is both.
            assertThat(both(plan.push().fields(), plan.remoteChanged())).isEmpty();
            assertThat(CanonicalChanges.between(local, written).fields()).isEqualTo(plan.remoteChanged());
            assertThat(union(plan.push().fields(), plan.remoteChanged())).isEqualTo(apart);

            // Nothing that the remote changed is overwritten, except our own echo.
            if (link.sent().isEmpty()) {
                assertThat(both(plan.push().fields(), changedThere)).isEmpty();
            }

            // Each agreed value was seen on both sides, or was agreed before, or was written by us and seen there; of a
            // set
            // that is said of each member.
            for (Field field : CanonicalChanges.between(base, plan.base()).fields()) {
                if (SETS.contains(field)) {
                    assertThat(members(field, remote))
                            .containsAll(less(members(field, plan.base()), members(field, base)));
                    assertThat(less(members(field, base), members(field, plan.base())))
                            .noneMatch(members(field, remote)::contains);
                } else {
                    assertThat(CanonicalChanges.between(plan.base(), remote).fields())
                            .doesNotContain(field);
                }
            }

            // Once the plan is written and agreed on, nothing is left to write.
            CanonicalContent agreed = CanonicalChanges.between(plan.base(), written)
                    .only(plan.push().fields())
                    .applyTo(plan.base());
            Reconciliation again = Reconciliation.of(local, linked(agreed), written);
            assertThat(again).isEqualTo(new Reconciliation(CanonicalChanges.NONE, agreed, plan.remoteChanged()));

            // A crash between the write and its record leads to the same result.
            Linked unanswered = new Linked(
                    link.remote(),
                    link.base(),
                    plan.push().isEmpty() ? link.sent() : List.of(new Sent(new UUID(6, 9), plan.push(), AT)),
                    null,
                    AT);
            assertThat(Reconciliation.of(local, unanswered, written).push().isEmpty())
                    .isTrue();
        }
    }

    private static final Set<Field> SETS = EnumSet.of(Field.TAGS, Field.ASSIGNEES, Field.BLOCKED_BY);

    private static Set<String> members(Field field, CanonicalContent content) {
        return field == Field.TAGS
                ? content.tags()
                : field == Field.ASSIGNEES ? content.assignees() : content.blockedBy();
    }

    private static Set<String> less(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static Set<Field> both(Set<Field> one, Set<Field> two) {
        EnumSet<Field> common = EnumSet.copyOf(one);
        common.retainAll(two);
        return common;
    }

    private static Set<Field> union(Set<Field> one, Set<Field> two) {
        EnumSet<Field> all = EnumSet.copyOf(one);
        all.addAll(two);
        return all;
    }

    @Test
    void a_recurring_task_that_moved_on_was_completed_by_our_unanswered_write() {
        CanonicalContent open = B.withStatus(RemoteStatus.OPEN);
        CanonicalContent done = open.withStatus(RemoteStatus.COMPLETED);
        Linked link = linked(open, CanonicalChanges.between(open, done));
        CanonicalContent movedOn = CanonicalChanges.between(open, Contents.mixed(open, ONE, Field.DATES))
                .applyTo(open);
        Reconciliation seen = Reconciliation.of(done, link, movedOn, true);
        assertThat(seen.push().isEmpty()).isTrue();
        assertThat(seen.base().status()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(seen.remoteChanged()).containsExactlyInAnyOrder(Field.STATUS, Field.DATES);

        assertThat(Reconciliation.of(done, link, open, true).push().completes())
                .as("where its dates are the same it never arrived")
                .isTrue();
        assertThat(Reconciliation.of(done, link, movedOn, false).push().completes())
                .as("one that does not recur shows it in its status")
                .isTrue();
    }
}
