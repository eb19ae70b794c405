package dev.devledger.adapters.postgres.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept for sums is that of the entries and tasks, also where two change them at the same moment. */
class PostgresWorkedTimeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private Database database;
    private PostgresWorkedTime worked;
    private UUID from;
    private UUID to;
    private TaskId task;
    private TimeEntryId entry;

    @BeforeEach
    void setUp() {
        database = Database.create();
        worked = new PostgresWorkedTime(database.rows);
        Rows rows = new Rows(database);
        from = rows.project("From", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT)
                .value();
        to = rows.project("To", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT)
                .value();
        task = new TaskId(UUID.randomUUID());
        entry = new TimeEntryId(UUID.randomUUID());
        database.jdbc.sql("""
                        insert into tasks (id, key_number, project_id, title, description, status, priority, tags, tags_lower,
                          time_zone, checklist, created_at, updated_at, version, position)
                        values (:id, 1, :from, 'Task', '', 'open', 'none', '{}', '{}', 'UTC', '[]', now(), now(), 1, 1)
                        """).param("id", task.value()).param("from", from).update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void who_moves_a_task_waits_for_who_logs_time_on_it() {
        CompletableFuture<Void> other = database.transaction.execute(status -> {
            log();
            CompletableFuture<Void> moving = CompletableFuture.runAsync(() -> inTransaction(this::move));
            waitForSomebodyWhoWaits();
            return moving;
        });
        other.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(projectOfEntry()).isEqualTo(to);
    }

    @Test
    void who_logs_time_on_a_task_waits_for_who_moves_it() {
        CompletableFuture<Void> other = database.transaction.execute(status -> {
            move();
            CompletableFuture<Void> logging = CompletableFuture.runAsync(() -> inTransaction(this::log));
            waitForSomebodyWhoWaits();
            return logging;
        });
        other.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(projectOfEntry()).isEqualTo(to);
    }

    private void inTransaction(Runnable work) {
        database.transaction.executeWithoutResult(status -> work.run());
    }

    private void log() {
        database.jdbc
                .sql("""
                        insert into time_entries (id, key_number, person_id, task_id, start_at, end_at, time_zone, note, tags,
                          tags_lower, billable, billed, created_at, updated_at, version, position)
                        values (:id, 1, gen_random_uuid(), :task, now(), now(), 'UTC', '', '{}', '{}', true, false, now(), now(),
                          1, 2)
                        """)
                .param("id", entry.value())
                .param("task", task.value())
                .update();
        worked.of(entry);
        database.rows.flush();
    }

    private void move() {
        database.jdbc
                .sql("update tasks set project_id = :to where id = :id")
                .param("to", to)
                .param("id", task.value())
                .update();
        worked.ofTask(task);
        database.rows.flush();
    }

    private void waitForSomebodyWhoWaits() {
        Instant end = Instant.now().plus(LONG);
        while (!database.jdbc
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single()) {
            assertThat(Instant.now()).as("nobody waits").isBefore(end);
        }
    }

    private UUID projectOfEntry() {
        return database.jdbc
                .sql("select p.id from worked_time join dev_projects p on p.key_number = project where entry = 1")
                .query(UUID.class)
                .single();
    }
}
