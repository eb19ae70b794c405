package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.sync.PostgresConflictBook;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences.PostgresUnimportedObjects;
import dev.devledger.application.Attention.Counts;
import dev.devledger.application.Attention.EndedClaim;
import dev.devledger.application.Attention.Since;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows.ClaimRow;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects.UnimportedObject;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresAttentionTest {
    private static final Instant NOW = Instant.now();
    private static final Instant HOUR_AGO = NOW.minusSeconds(3600);
    private static final Instant DAY_AGO = NOW.minusSeconds(86_400);
    private static final Since LATELY = new Since(HOUR_AGO, HOUR_AGO, HOUR_AGO);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresAttention attention = new PostgresAttention(database.jdbc, Rows.ACCOUNTS);
    private static final PostgresTaskQueries queries =
            new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
    private Rows rows;
    private ProjectId project;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
        project = rows.project("Parser");
    }

    private static Counts counts() {
        return attention.counts(LATELY);
    }

    private void waits(TaskId task, TaskId blocker) {
        database.jdbc
                .sql("update tasks set blocked_by = array[:blocker] where id = :id")
                .param("blocker", blocker.value())
                .param("id", task.value())
                .update();
    }

    private void complete(TaskId task) {
        rows.tasks.changeStatus(task, TaskStatus.COMPLETED, NOW, new Revision(2, 2));
    }

    @Test
    void all_counts_are_one_statement() {
        assertThat(database.statements(PostgresAttentionTest::counts)).isEqualTo(1);
        assertThat(counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void open_tasks_of_unfinished_projects_are_overdue() {
        When past = new When.Day(LocalDate.of(2026, 1, 1));
        rows.task(project, null, "Late", past);
        rows.task(project, null, "In time", new When.Day(LocalDate.of(9000, 1, 1)));
        complete(rows.task(project, null, "Done", past));
        ProjectId over = rows.project("Over");
        rows.task(over, null, "Late, and of no use", past);
        rows.board.changeStatus(over, ProjectStatus.ABANDONED, null, NOW, new Revision(3, 2));

        assertThat(counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void a_task_is_blocked_as_long_as_a_task_that_it_waits_for_is_open() {
        TaskId blocker = rows.task(project, null, "First");
        TaskId second = rows.task(project, null, "Second");
        waits(second, blocker);

        assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(queries.count(TaskFilter.ALL.with(TaskFilter.BLOCKED, true))).isEqualTo(1);
        assertThat(queries.findAll(Set.of(second.value())).getFirst().others().waitsFor())
                .hasSize(1);

        complete(blocker);
        assertThat(counts()).isEqualTo(Counts.NONE);
        assertThat(queries.count(TaskFilter.ALL.with(TaskFilter.BLOCKED, true))).isZero();
        assertThat(queries.findAll(Set.of(second.value())).getFirst().others())
                .satisfies(others -> assertThat(others.waitsFor()).isEmpty())
                .satisfies(others -> assertThat(others.blockedBy()).hasSize(1));
    }

    @Test
    void an_edit_that_a_service_replaced_counts_from_the_last_look_on() {
        PostgresConflictBook book = new PostgresConflictBook(database.rows, Rows.JSON);
        for (Instant at : List.of(NOW, DAY_AGO)) {
            for (State state : State.values()) {
                for (AppliedSide side : AppliedSide.values()) {
                    Dispute.FieldDispute of = SampleEvents.TITLES;
                    Dispute dispute =
                            new Dispute.FieldDispute(of.field(), of.row(), of.local(), of.remote(), of.policy(), side);
                    book.put(new Entry(
                            new ConflictId(UUID.randomUUID()),
                            Rows.ACCOUNT.link(EntityRef.task(UUID.randomUUID())),
                            dispute,
                            state,
                            at,
                            null,
                            null));
                }
            }
        }
        database.rows.flush();

        assertThat(counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
        assertThat(attention
                        .counts(new Since(DAY_AGO.minusSeconds(1), NOW, NOW))
                        .replaced())
                .isEqualTo(2);
    }

    @Test
    void a_claim_counts_if_it_ended_since_and_its_task_is_open() {
        PostgresClaimRows claims = new PostgresClaimRows(database.rows);
        TaskId left = rows.task(project, null, "Left");
        TaskId done = rows.task(project, null, "Done");
        TaskId old = rows.task(project, null, "Long ago");
        TaskId live = rows.task(project, null, "Still claimed");
        Instant ended = NOW.minusSeconds(60);
        claims.take(new ClaimRow(left, "ada", "owner", DAY_AGO, ended, 1, 11));
        claims.take(new ClaimRow(done, "ada", "owner", DAY_AGO, ended, 1, 12));
        claims.take(new ClaimRow(old, "ada", "owner", DAY_AGO, HOUR_AGO.minusSeconds(1), 1, 13));
        claims.take(new ClaimRow(live, "ada", "owner", DAY_AGO, NOW.plusSeconds(3600), 1, 14));
        complete(done);
        database.rows.flush();

        assertThat(counts()).isEqualTo(new Counts(0, 0, 0, 1, 0));
        assertThat(attention.endedClaims(DAY_AGO, 10))
                .extracting(EndedClaim::title, EndedClaim::agent)
                .containsExactly(tuple("Left", "ada"), tuple("Long ago", "ada"));
    }

    @Test
    void what_was_left_out_since_counts_until_it_is_dismissed() {
        PostgresUnimportedObjects left = new PostgresUnimportedObjects(database.rows);
        left.keep(
                Rows.ACCOUNT,
                Set.of("list"),
                List.of(
                        new UnimportedObject("list", "new", "New", "too long", NOW, false),
                        new UnimportedObject("list", "old", "Old", "too long", DAY_AGO, false),
                        new UnimportedObject("list", "gone", "Gone", "too long", NOW, true)));
        database.rows.flush();

        assertThat(counts()).isEqualTo(new Counts(0, 0, 0, 0, 1));
    }
}
