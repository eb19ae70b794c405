package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.query.PostgresClaimQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.sql.UnreadableValues.MissingRow;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview.ClaimCount;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimRowsTest {
    /** The database has a clock of its own. */
    private static final Instant SINCE = Instant.parse("9000-01-01T00:00:00.123456Z");

    private static final long MINUTES_OF_A_CENTURY = 100L * 365 * 24 * 60;

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresClaimRows claims = new PostgresClaimRows(database.rows);
    private static final PostgresClaimQueries queries = new PostgresClaimQueries(database.jdbc);
    private static final PostgresTaskQueries tasks =
            new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
    private Rows rows;
    private TaskId task;
    private TaskId other;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
        task = rows.task(rows.project("Home"), null, "Claimed");
        other = rows.task(rows.project("Elsewhere"), null, "Claimed too");
    }

    private static Instant minutes(long from) {
        return SINCE.plusSeconds(60 * from);
    }

    private static void take(TaskId task, String agent, long minutes, long number) {
        claims.take(new ClaimRows.ClaimRow(task, agent, "owner", SINCE, minutes(minutes), number, number));
    }

    private static Optional<ClaimView> claim(TaskId task) {
        return tasks.find(task.toString()).map(TaskView::claim);
    }

    private static Optional<ClaimView> by(String agent, long minutes, long number, @Nullable String handOver) {
        return Optional.of(new ClaimView(agent, "owner", SINCE, minutes(minutes), number, handOver));
    }

    @Test
    void a_task_shows_who_has_it() {
        take(task, "ada", 30, 1);
        take(task, "ada", 30, 1);

        assertThat(claim(task)).isEqualTo(by("ada", 30, 1, null));
        assertThat(claim(other)).isEmpty();
        assertThat(tasks.asOf(1).find(task.toString()).map(TaskView::claim)).isEmpty();
    }

    @Test
    void a_claim_is_prolonged_and_ends_and_what_was_handed_over_is_shown_to_the_next() {
        take(task, "ada", 30, 1);
        claims.prolong(task, minutes(60), 2);
        assertThat(claim(task)).isEqualTo(by("ada", 60, 1, null));

        claims.free(task, "the parser is left", 3);
        assertThat(claim(task)).isEmpty();

        take(task, "bob", 90, 2);
        claims.free(task, null, 5);
        take(task, "ada", 30, 3);
        assertThat(claim(task)).isEqualTo(by("ada", 30, 3, "the parser is left"));
    }

    @Test
    void a_claim_whose_time_is_over_is_not_shown() {
        take(task, "ada", -80 * MINUTES_OF_A_CENTURY, 1);

        assertThat(claim(task)).isEmpty();
        assertThat(queries.live(null, new PageRequest(10, null)).items()).isEmpty();
    }

    @Test
    void live_claims_are_listed_by_their_end() {
        take(task, "ada", 60, 1);
        take(other, "bob", 30, 1);

        Page<ClaimedTask> first = queries.live(null, new PageRequest(1, null));
        Page<ClaimedTask> second = queries.live(null, new PageRequest(1, first.nextCursor()));

        assertThat(first.items())
                .containsExactly(new ClaimedTask(
                        other.value(),
                        tasks.find(other.toString()).orElseThrow().projectId(),
                        tasks.find(other.toString()).orElseThrow().key(),
                        "Claimed too",
                        "bob",
                        "owner",
                        SINCE,
                        minutes(30),
                        1));
        assertThat(second.items()).extracting(ClaimedTask::agent).containsExactly("ada");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void an_overview_tells_who_works_on_what_and_what_was_begun_again_and_again() {
        ProjectId home = rows.project("Busy");
        for (int i = 0; i < 12; i++) {
            take(rows.task(home, null, "Task " + i), "agent " + i, 100 - i, i < 4 ? i + 1 : 1);
        }
        take(task, "ada", -80 * MINUTES_OF_A_CENTURY, 5);

        ClaimOverview all = queries.overview(null, 10);
        ClaimOverview inHome = queries.overview(home.value(), 20);

        assertThat(all.count()).isEqualTo(12);
        assertThat(all.tasks()).hasSize(10);
        assertThat(all.tasks().getFirst().agent()).isEqualTo("agent 11");
        assertThat(all.tasks().getFirst().title()).isEqualTo("Task 11");
        assertThat(all.tasks().getFirst().until()).isEqualTo(minutes(89));
        assertThat(all.often()).extracting(ClaimCount::claims).containsExactly(5L, 4L, 3L);
        assertThat(inHome.count()).isEqualTo(12);
        assertThat(inHome.tasks()).hasSize(12);
        assertThat(inHome.often()).extracting(ClaimCount::claims).containsExactly(4L, 3L);
        assertThat(database.statements(() -> queries.overview(null, 10))).isEqualTo(1);
        database.jdbc.sql("update tasks set status = 'completed'").update();
        assertThat(queries.overview(null, 10).often()).isEmpty();
        assertThat(queries.overview(UUID.randomUUID(), 10)).isEqualTo(new ClaimOverview(0, List.of(), List.of()));
    }

    @Test
    void what_nobody_has_claimed_is_not_changed() {
        TaskId nobodys = new TaskId(UUID.randomUUID());

        assertThatThrownBy(() -> claims.prolong(nobodys, minutes(30), 1)).isInstanceOf(MissingRow.class);
        assertThatThrownBy(() -> claims.free(nobodys, null, 1)).isInstanceOf(MissingRow.class);
    }
}
