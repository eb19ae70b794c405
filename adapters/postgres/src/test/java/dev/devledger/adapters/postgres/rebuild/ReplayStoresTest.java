package dev.devledger.adapters.postgres.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.sql.TransactionBound.PostgresSavepoints;
import dev.devledger.application.projection.ReplayRunner.ReplayRecords.Replay;
import dev.devledger.application.projection.ReplayRunner.ReplayRecords.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class ReplayStoresTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresReplayRecords log = new PostgresReplayRecords(database.jdbc, database.transactions);

    @Test
    void one_replay_runs_at_a_time() {
        assertThat(log.running()).isEmpty();
        assertThat(log.begin("projects", 10, Rows.AT)).isTrue();
        assertThat(log.begin("projects", 10, Rows.AT)).isFalse();
        assertThat(log.begin("all", 10, Rows.AT)).isFalse();
        assertThat(log.running())
                .contains(new Replay("projects", State.RUNNING, 0, 10, Rows.AT, null, null, Rows.AT, 0));

        log.runs("projects", 2, Rows.AT.plusSeconds(9));
        log.progress("projects", 5, 12);
        log.finish("projects", State.FAILED, 6, Rows.AT.plusSeconds(1), "boom\u0000");

        assertThat(log.running()).isEmpty();
        assertThat(log.find("projects"))
                .contains(new Replay(
                        "projects",
                        State.FAILED,
                        6,
                        12,
                        Rows.AT,
                        Rows.AT.plusSeconds(1),
                        "boom\uFFFD",
                        Rows.AT.plusSeconds(9),
                        2));
        assertThat(log.find("all")).isEmpty();
        assertThat(log.begin("all", 3, Rows.AT)).isTrue();
        log.finish("all", State.DONE, 3, Rows.AT, null);
        assertThat(log.begin("projects", 3, Rows.AT)).isTrue();
        assertThat(log.find("projects"))
                .contains(new Replay("projects", State.RUNNING, 0, 3, Rows.AT, null, null, Rows.AT, 0));
    }

    @Test
    void a_running_replay_can_be_cancelled() {
        assertThat(log.cancel("tasks")).isFalse();
        log.begin("tasks", 10, Rows.AT);
        assertThat(log.cancelled("tasks")).isFalse();
        assertThat(log.cancel("projects")).isFalse();
        assertThat(log.cancel("tasks")).isTrue();
        assertThat(log.cancelled("tasks")).isTrue();
        log.finish("tasks", State.CANCELLED, 1, Rows.AT, null);
        assertThat(log.cancel("tasks")).isFalse();
        log.begin("tasks", 10, Rows.AT);
        assertThat(log.cancelled("tasks")).isFalse();
    }

    @Test
    void a_refused_begin_leaves_the_callers_transaction_alone() {
        log.begin("tasks", 10, Rows.AT);

        database.transaction.executeWithoutResult(status -> {
            assertThat(log.begin("all", 1, Rows.AT)).isFalse();
            new Rows(database).project("goes on");
        });

        assertThat(database.jdbc
                        .sql("select count(*) from dev_projects")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_failed_part_of_a_transaction_is_taken_back_alone() {
        PostgresSavepoints savepoints = new PostgresSavepoints(database.transactions);
        Rows rows = new Rows(database);

        database.transaction.executeWithoutResult(status -> {
            rows.project("before");
            savepoints.attempt(() -> rows.project("kept"));
            assertThatThrownBy(() -> savepoints.attempt(() -> {
                        rows.project("taken back");
                        database.jdbc.sql("select 1 / 0").query(Long.class).single();
                    }))
                    .isInstanceOf(DataAccessException.class);
            rows.project("after");
        });

        assertThat(database.jdbc
                        .sql("select name from dev_projects order by name")
                        .query(String.class)
                        .list())
                .containsExactly("after", "before", "kept");
    }
}
