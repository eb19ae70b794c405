package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.application.claim.Claims.NextClaims.ClaimFilter;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What several who ask at the same moment are told of. */
@Timeout(60)
class ReadyTasksForManyTest {
    private static final ClaimFilter ANY = new ClaimFilter(null, Set.of());
    private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresReadyTasks ready = new PostgresReadyTasks(
            database.dataSource, new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED));
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private Rows rows;
    private ProjectId project;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
        project = rows.project("Many", ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
    }

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private List<TaskId> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> rows.task(project, "Task " + each, each))
                .toList();
    }

    private static List<TaskId> first(int count, TaskId... tried) {
        return ready.first(ANY, count, Set.of(tried));
    }

    private static void claim(TaskId task) {
        new PostgresClaimRows(database.rows).take(new ClaimRows.ClaimRow(task, "ada", "owner", Rows.AT, FAR, 1, 1));
    }

    private static <T> T alone(Supplier<T> work) {
        return Objects.requireNonNull(database.transaction.execute(status -> work.get()));
    }

    private CompletableFuture<List<TaskId>> elsewhere(int count, TaskId... tried) {
        return CompletableFuture.supplyAsync(() -> alone(() -> first(count, tried)), other);
    }

    @Test
    void nobody_is_told_of_what_another_is_about_to_claim() {
        List<TaskId> tasks = tasks(4);

        alone(() -> {
            assertThat(first(1)).isEqualTo(tasks.subList(0, 1));
            assertThat(elsewhere(2).join()).isEqualTo(tasks.subList(1, 3));
            return first(1, tasks.getFirst());
        });
        assertThat(alone(() -> first(9))).as("nothing was claimed").isEqualTo(tasks);
    }

    @Test
    void what_is_ready_is_found_behind_all_that_others_are_about_to_claim() {
        List<TaskId> tasks = tasks(PageRequest.MAX_LIMIT);

        alone(() -> {
            List<TaskId> mine = first(PageRequest.MAX_LIMIT - 1);
            assertThat(mine).hasSize(PageRequest.MAX_LIMIT - 1);
            assertThat(elsewhere(1).join()).containsExactly(tasks.getLast());
            return mine;
        });
    }

    @Test
    void where_others_are_about_to_claim_all_one_waits_for_how_it_ends() {
        List<TaskId> tasks = tasks(1);

        CompletableFuture<List<TaskId>> left = behind(false);
        assertThat(left.join()).isEqualTo(tasks);

        CompletableFuture<List<TaskId>> claimed = behind(true);
        assertThat(claimed.join()).isEmpty();
    }

    /** What it is told who asked while the only one was being claimed. */
    private CompletableFuture<List<TaskId>> behind(boolean claims) {
        return alone(() -> {
            TaskId mine = first(1).getFirst();
            CompletableFuture<List<TaskId>> asked = elsewhere(1);
            awaitOneThatWaits();
            assertThat(asked).isNotDone();
            if (claims) {
                claim(mine);
            }
            return asked;
        });
    }

    private static void awaitOneThatWaits() {
        while (database.jdbc.sql("""
                        select not exists (select from pg_locks where locktype = 'advisory' and not granted
                            and database = (select oid from pg_database where datname = current_database()))
                        """).query(Boolean.class).single()) {
            Thread.onSpinWait();
        }
    }

    /** It holds what others may wait for. */
    @Test
    void who_was_told_of_some_waits_for_no_more() {
        List<TaskId> tasks = tasks(3);

        alone(() -> {
            first(2);
            assertThat(elsewhere(2, tasks.getLast()).join()).isEmpty();
            return tasks;
        });
    }

    /** Between the look and the lock it was claimed, and the lock was given back. */
    @Test
    void what_is_claimed_is_told_to_nobody() throws Exception {
        List<TaskId> tasks = tasks(40);

        List<CompletableFuture<List<TaskId>>> all = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(6)) {
            for (int each = 0; each < 20; each++) {
                all.add(CompletableFuture.supplyAsync(() -> alone(ReadyTasksForManyTest::claimTwo), many));
            }
        }
        assertThat(all.stream().flatMap(each -> each.join().stream())).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(alone(() -> first(1))).isEmpty();
    }

    private static List<TaskId> claimTwo() {
        List<TaskId> mine = first(2);
        mine.forEach(ReadyTasksForManyTest::claim);
        return mine;
    }
}
