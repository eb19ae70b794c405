package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.ConnectedAccount;
import dev.devledger.application.sync.Holds.Approval;
import dev.devledger.application.sync.Holds.Held;
import dev.devledger.application.sync.Holds.Operation;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final ConnectedAccount OTHER = new ConnectedAccount("ticktick", "other", "live", remote -> "");
    private static final EntityRef PROJECT = EntityRef.project(new UUID(1, 1));
    private static final EntityRef TASK = EntityRef.task(new UUID(2, 1));
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
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1")).isFalse();

        Approval approval = holds.approve(Rows.ACCOUNT, "hash-1", "owner");

        assertThat(approval.by()).isEqualTo("owner");
        assertThat(approval.guard()).isEqualTo("deletes");
        assertThat(Duration.between(approval.at(), approval.expiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(holds.takeApproval(OTHER, "hash-1")).isFalse();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-2")).isFalse();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1")).isTrue();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1")).isFalse();
    }

    @Test
    void an_old_approval_is_worth_nothing_and_a_new_one_takes_its_place() {
        holds.replace(Rows.ACCOUNT, List.of(DELETES));
        holds.approve(Rows.ACCOUNT, "hash-1", "owner");
        age();
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1")).isFalse();

        holds.approve(Rows.ACCOUNT, "hash-1", "owner");
        age();
        Approval again = holds.approve(Rows.ACCOUNT, "hash-1", "agent");

        assertThat(again.by()).isEqualTo("agent");
        assertThat(holds.approve(Rows.ACCOUNT, "hash-1", "agent").id()).isEqualTo(again.id());
        assertThat(holds.takeApproval(Rows.ACCOUNT, "hash-1")).isTrue();
    }

    @Test
    void a_plan_that_is_not_held_cannot_be_approved() {
        holds.replace(OTHER, List.of(held("hash-1", "deletes", SOON)));

        refused("hash-1");
        refused("nul \u0000");
    }

    @Test
    void deletes_are_counted_by_scope_once_for_each_entity() {
        Instant now = Rows.AT;
        holds.noteDeletes(Rows.ACCOUNT, "list-1", List.of(PROJECT, TASK, TASK), now.minusSeconds(60));
        holds.noteDeletes(Rows.ACCOUNT, "list-1", List.of(TASK), now);
        holds.noteDeletes(Rows.ACCOUNT, "list-2", List.of(TASK), now);
        holds.noteDeletes(OTHER, "list-1", List.of(TASK), now);
        holds.noteDeletes(Rows.ACCOUNT, "list-3", List.of(), now);

        assertThat(holds.deletesSince(Rows.ACCOUNT, now.minusSeconds(60))).isEqualTo(Map.of("list-1", 2, "list-2", 1));
        assertThat(holds.deletesSince(Rows.ACCOUNT, now)).isEqualTo(Map.of("list-1", 1, "list-2", 1));
        assertThat(holds.deletesSince(Rows.ACCOUNT, now.plusSeconds(1))).isEmpty();
    }

    @Test
    void deletes_are_forgotten_after_two_days() {
        holds.noteDeletes(Rows.ACCOUNT, "list-1", List.of(PROJECT), Rows.AT);
        holds.noteDeletes(Rows.ACCOUNT, "list-1", List.of(TASK), Rows.AT.plus(Duration.ofDays(2)));
        assertThat(holds.deletesSince(Rows.ACCOUNT, Instant.EPOCH)).isEqualTo(Map.of("list-1", 2));

        holds.noteDeletes(
                Rows.ACCOUNT,
                "list-2",
                List.of(TASK),
                Rows.AT.plus(Duration.ofDays(2)).plusSeconds(1));

        assertThat(holds.deletesSince(Rows.ACCOUNT, Instant.EPOCH)).isEqualTo(Map.of("list-1", 1, "list-2", 1));
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
                List.of(new Operation("delete-remotely", PROJECT), new Operation("create-locally", null)),
                12,
                expiresAt);
    }
}
