package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingApprovals.Write;
import dev.devledger.application.sync.memory.PendingApprovalsContract;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PendingApprovalsTest extends PendingApprovalsContract {

    private static final ConnectedAccount OTHER =
            new ConnectedAccount("ticktick", "other", ConnectorMode.LIVE, remote -> "");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresPendingApprovals holds =
            new PostgresPendingApprovals(database.rows, Rows.JSON, database.transactions);

    @Override
    protected PendingApprovals holds() {
        return holds;
    }

    @Override
    protected void age(Duration time) {
        database.jdbc
                .sql("update sync_approval set approved_at = approved_at - cast(:time as interval)")
                .param("time", time.toString())
                .update();
    }

    @Test
    void an_account_knows_nothing_of_what_is_held_and_agreed_to_in_another() {
        Write write = new Write("delete-remotely", ONE.toString());
        holds.replace(OTHER, List.of(held("hash-1", "deletes", SOON)));
        holds.replace(ACCOUNT, List.of());
        assertThat(holds.count(OTHER)).isEqualTo(2);
        assertThatThrownBy(() -> holds.approve(ACCOUNT, "hash-1", "owner")).isInstanceOf(Rejection.class);

        holds.approve(OTHER, "hash-1", "owner");
        assertThat(holds.takeApproval(ACCOUNT, "hash-1", List.of(write), SOON)).isFalse();
        assertThat(holds.takeApproval(OTHER, "hash-1", List.of(write), SOON)).isTrue();
        assertThat(holds.agreed(ACCOUNT)).isEmpty();
        holds.leaveOut(OTHER, List.of("task-1"));
        assertThat(holds.leftOut(ACCOUNT)).isEmpty();
    }

    @Test
    void one_that_cannot_be_read_costs_no_other() {
        holds.replace(ACCOUNT, List.of(held("hash-1", "deletes", SOON), held("hash-2", "deletes", SOON)));
        database.jdbc
                .sql("update sync_hold set operations = '{\"odd\":' where plan_hash = 'hash-1'")
                .update();

        assertThat(holds.list(ACCOUNT))
                .extracting(PendingApprovals.PendingPlan::planHash)
                .containsExactly("hash-2");
        assertThat(holds.count(ACCOUNT)).isEqualTo(2);
    }

    /** As a task of a service may be called. */
    @Test
    void what_has_a_null_character_in_its_name_is_counted() {
        holds.replace(ACCOUNT, List.of(held("hash-1", "deletes", SOON)));
        database.jdbc
                .sql("update sync_hold set operations = replace(operations, '\"delete', '\"\\u0000delete')")
                .update();

        assertThat(holds.count(ACCOUNT)).isEqualTo(2);
    }
}
