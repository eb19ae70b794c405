package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.memory.PendingApprovals.Agreement;
import dev.devledger.application.sync.memory.PendingApprovals.Approval;
import dev.devledger.application.sync.memory.PendingApprovals.Held;
import dev.devledger.application.sync.memory.PendingApprovals.Operation;
import dev.devledger.application.sync.memory.PendingApprovals.Write;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final ConnectedAccount OTHER =
            new ConnectedAccount("ticktick", "other", ConnectorMode.LIVE, remote -> "");
    private static final EntityRef PROJECT = EntityRef.project(new UUID(1, 1));
    private static final Instant SOON = Instant.parse("2126-01-01T00:00:00Z");
    private static final Held DELETES = held("hash-1", "deletes", SOON);
    private static final Held CREATES = held("hash-2", "creates", SOON);

    private static Database database;
    private static PostgresHolds holds;

    @BeforeAll
    static void start() {
        database = Database.create();
        holds = new PostgresHolds(database.jdbc, Rows.JSON, database.transactions);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.truncate();
    }

    @Test
    void what_the_last_plan_held_is_all_that_is_held() {
        holds.replace(Rows.ACCOUNT, List.of(DELETES, CREATES));
        holds.replace(OTHER, List.of(held("hash-1", "deletes", SOON)));

        assertThat(holds.list(Rows.ACCOUNT)).containsExactly(CREATES, DELETES);
        assertThat(holds.count(Rows.ACCOUNT)).isEqualTo(4);
        holds.replace(Rows.ACCOUNT, List.of(CREATES));
        assertThat(holds.list(Rows.ACCOUNT)).containsExactly(CREATES);
        holds.replace(Rows.ACCOUNT, List.of());
        assertThat(holds.list(Rows.ACCOUNT)).isEmpty();
        assertThat(holds.count(Rows.ACCOUNT)).isZero();
        assertThat(holds.count(OTHER)).isEqualTo(2);
    }

    @Test
    void the_same_plan_keeps_its_id_and_its_time() {
        holds.replace(Rows.ACCOUNT, List.of(DELETES));

        holds.replace(Rows.ACCOUNT, List.of(held("hash-1", "deletes", SOON.plusSeconds(60))));

        assertThat(holds.list(Rows.ACCOUNT)).containsExactly(DELETES);
    }

    @Test
    void what_waited_for_too_long_gets_time_anew_from_the_next_plan() {
        Held old = held("hash-1", "deletes", Instant.parse("2020-01-01T00:00:00Z"));
        holds.replace(Rows.ACCOUNT, List.of(old));
        refused("hash-1");

        holds.replace(Rows.ACCOUNT, List.of(DELETES));

        assertThat(holds.list(Rows.ACCOUNT)).singleElement().satisfies(held -> {
            assertThat(held.id()).isEqualTo(old.id());
            assertThat(held.expiresAt()).isEqualTo(SOON);
        });
    }

    @Test
    void an_approval_can_be_used_once_for_one_hour() {
        holds.replace(Rows.ACCOUNT, List.of(DELETES));
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(), SOON)).isFalse();

        Approval approval = holds.approve(Rows.ACCOUNT, "hash-1", "owner");

        assertThat(approval.by()).isEqualTo("owner");
        assertThat(approval.guard()).isEqualTo("deletes");
        assertThat(Duration.between(approval.at(), approval.expiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(holds.takeApproval(OTHER, "hash-1", List.of(), SOON)).isFalse();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-2", List.of(), SOON)).isFalse();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(), SOON)).isTrue();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(), SOON)).isFalse();
    }

    @Test
    void an_old_approval_is_worth_nothing_and_a_new_one_takes_its_place() {
        holds.replace(Rows.ACCOUNT, List.of(DELETES));
        holds.approve(Rows.ACCOUNT, "hash-1", "owner");
        age();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(), SOON)).isFalse();

        holds.approve(Rows.ACCOUNT, "hash-1", "owner");
        age();
        Approval again = holds.approve(Rows.ACCOUNT, "hash-1", "agent");

        assertThat(again.by()).isEqualTo("agent");
        assertThat(holds.approve(Rows.ACCOUNT, "hash-1", "agent").id()).isEqualTo(again.id());
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(), SOON)).isTrue();
    }

    @Test
    void a_plan_that_is_not_held_cannot_be_approved() {
        holds.replace(OTHER, List.of(held("hash-1", "deletes", SOON)));

        refused("hash-1");
        refused("nul \u0000");
    }

    @Test
    void what_was_agreed_to_is_kept_with_the_use_of_the_approval_until_it_is_done() {
        Write one = new Write("delete-remotely", PROJECT.toString());
        Write other = new Write("delete-remotely", "nul \u0000");
        holds.replace(Rows.ACCOUNT, List.of(DELETES));
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(one), SOON))
                .isFalse();
        assertThat(holds.agreed(Rows.ACCOUNT)).isEmpty();

        holds.approve(Rows.ACCOUNT, "hash-1", "owner");
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1", List.of(one, other, one), SOON))
                .isTrue();

        assertThat(holds.agreed(OTHER)).isEmpty();
        assertThat(holds.agreed(Rows.ACCOUNT)).hasSize(2).contains(new Agreement(one, "hash-1", SOON));
        holds.done(Rows.ACCOUNT, List.of(other));
        assertThat(holds.agreed(Rows.ACCOUNT)).extracting(Agreement::write).containsExactly(one);
        holds.done(Rows.ACCOUNT, List.of(one));
        assertThat(holds.agreed(Rows.ACCOUNT)).isEmpty();
    }

    @Test
    void what_is_left_out_stays_so() {
        holds.leaveOut(Rows.ACCOUNT, List.of("task-1", "task-2", "task-2"));
        holds.leaveOut(Rows.ACCOUNT, List.of("task-1"));
        holds.leaveOut(Rows.ACCOUNT, List.of());

        assertThat(holds.leftOut(Rows.ACCOUNT)).containsExactlyInAnyOrder("task-1", "task-2");
        assertThat(holds.leftOut(OTHER)).isEmpty();
    }

    private static void age() {
        database.jdbc
                .sql("update sync_approval set approved_at = approved_at - interval '61 minutes'")
                .update();
    }

    private static void refused(String hash) {
        assertThatThrownBy(() -> holds.approve(Rows.ACCOUNT, hash, "owner"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(Rejection.Code.CONFLICT_STATE));
    }

    private static Held held(String hash, String guard, Instant expiresAt) {
        return new Held(
                UUID.randomUUID(),
                hash,
                guard,
                "list-1",
                List.of(new Operation("delete-remotely", PROJECT), new Operation("create-locally", null, "task-1")),
                12,
                expiresAt);
    }
}
