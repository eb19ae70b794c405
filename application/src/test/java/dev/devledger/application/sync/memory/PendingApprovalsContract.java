package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.memory.PendingApprovals.Approval;
import dev.devledger.application.sync.memory.PendingApprovals.Operation;
import dev.devledger.application.sync.memory.PendingApprovals.PendingPlan;
import dev.devledger.application.sync.memory.PendingApprovals.Write;
import dev.devledger.application.sync.memory.PendingApprovals.WritePermission;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the guards rely on, for every store of held writes. */
public abstract class PendingApprovalsContract extends StoreContract {
    protected static final Instant SOON = Instant.parse("2126-01-01T00:00:00Z");
    private static final PendingPlan DELETES = held("hash-1", "deletes", SOON);
    private static final PendingPlan CREATES = held("hash-2", "creates", SOON);

    private PendingApprovals holds;

    /** Returns a store with nothing held. */
    protected abstract PendingApprovals holds();

    /** Makes all approvals older by this time. */
    protected abstract void age(Duration time);

    @BeforeEach
    void open() {
        holds = holds();
    }

    @Test
    void what_the_last_plan_held_is_all_that_is_held() {
        holds.replace(ACCOUNT, List.of(DELETES, CREATES));

        assertThat(holds.list(ACCOUNT)).containsExactly(CREATES, DELETES);
        assertThat(holds.count(ACCOUNT)).isEqualTo(4);
        holds.replace(ACCOUNT, List.of(CREATES));
        assertThat(holds.list(ACCOUNT)).containsExactly(CREATES);
        holds.replace(ACCOUNT, List.of());
        assertThat(holds.list(ACCOUNT)).isEmpty();
        assertThat(holds.count(ACCOUNT)).isZero();
    }

    @Test
    void the_same_plan_keeps_its_id_and_its_time() {
        holds.replace(ACCOUNT, List.of(DELETES));

        holds.replace(ACCOUNT, List.of(held("hash-1", "deletes", SOON.plusSeconds(60))));

        assertThat(holds.list(ACCOUNT)).containsExactly(DELETES);
    }

    @Test
    void what_waited_for_too_long_gets_time_anew_from_the_next_plan() {
        PendingPlan old = held("hash-1", "deletes", Instant.parse("2020-01-01T00:00:00Z"));
        holds.replace(ACCOUNT, List.of(old));
        refused("hash-1");

        holds.replace(ACCOUNT, List.of(DELETES));

        assertThat(holds.list(ACCOUNT)).singleElement().satisfies(held -> {
            assertThat(held.id()).isEqualTo(old.id());
            assertThat(held.expiresAt()).isEqualTo(SOON);
        });
    }

    @Test
    void an_approval_can_be_used_once_for_one_hour() {
        holds.replace(ACCOUNT, List.of(DELETES));
        assertThat(take("hash-1")).isFalse();

        Approval approval = holds.approve(ACCOUNT, "hash-1", "owner");

        assertThat(approval.by()).isEqualTo("owner");
        assertThat(approval.guard()).isEqualTo("deletes");
        assertThat(Duration.between(approval.at(), approval.expiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(take("hash-2")).isFalse();
        assertThat(take("hash-1")).isTrue();
        assertThat(take("hash-1")).isFalse();
    }

    @Test
    void an_old_approval_is_worth_nothing_and_a_new_one_takes_its_place() {
        holds.replace(ACCOUNT, List.of(DELETES));
        holds.approve(ACCOUNT, "hash-1", "owner");
        age(Duration.ofMinutes(61));
        assertThat(take("hash-1")).isFalse();

        holds.approve(ACCOUNT, "hash-1", "owner");
        age(Duration.ofMinutes(61));
        Approval again = holds.approve(ACCOUNT, "hash-1", "agent");

        assertThat(again.by()).isEqualTo("agent");
        assertThat(holds.approve(ACCOUNT, "hash-1", "agent").id()).isEqualTo(again.id());
        assertThat(take("hash-1")).isTrue();
    }

    @Test
    void a_plan_that_is_not_held_cannot_be_approved() {
        refused("hash-1");
        refused("nul \u0000");
    }

    @Test
    void what_was_agreed_to_is_kept_with_the_use_of_the_approval_until_it_is_done() {
        Write one = new Write("delete-remotely", ONE.toString());
        Write other = new Write("delete-remotely", "nul \u0000");
        holds.replace(ACCOUNT, List.of(DELETES));
        assertThat(holds.takeApproval(ACCOUNT, "hash-1", List.of(one), SOON)).isFalse();
        assertThat(holds.agreed(ACCOUNT)).isEmpty();

        holds.approve(ACCOUNT, "hash-1", "owner");
        assertThat(holds.takeApproval(ACCOUNT, "hash-1", List.of(one, other, one), SOON))
                .isTrue();

        assertThat(holds.agreed(ACCOUNT)).hasSize(2).contains(new WritePermission(one, "hash-1", SOON));
        holds.done(ACCOUNT, List.of(other));
        assertThat(holds.agreed(ACCOUNT)).extracting(WritePermission::write).containsExactly(one);
        holds.done(ACCOUNT, List.of(one));
        assertThat(holds.agreed(ACCOUNT)).isEmpty();
    }

    @Test
    void what_is_left_out_stays_so() {
        holds.leaveOut(ACCOUNT, List.of("task-1", "task-2", "task-2"));
        holds.leaveOut(ACCOUNT, List.of("task-1"));
        holds.leaveOut(ACCOUNT, List.of());

        assertThat(holds.leftOut(ACCOUNT)).containsExactlyInAnyOrder("task-1", "task-2");
    }

    private boolean take(String planHash) {
        return holds.takeApproval(ACCOUNT, planHash, List.of(), SOON);
    }

    private void refused(String planHash) {
        assertThatThrownBy(() -> holds.approve(ACCOUNT, planHash, "owner"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(Rejection.Code.CONFLICT_STATE));
    }

    protected static PendingPlan held(String planHash, String guard, Instant expiresAt) {
        return new PendingPlan(
                UUID.randomUUID(),
                planHash,
                guard,
                "list-1",
                List.of(
                        new Operation("delete-remotely", ONE),
                        new Operation("create-locally", null, "task-1", "Named there")),
                12,
                expiresAt);
    }
}
