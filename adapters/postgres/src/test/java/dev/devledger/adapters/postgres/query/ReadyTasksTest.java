package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which tasks somebody can begin, now and then: what the tables say is what the events say. */
class ReadyTasksTest {
    private static final TaskFilter READY = TaskFilter.ready(null, Set.of());
    private static final PageRequest FIFTY = new PageRequest(50, null);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final TaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);

    /** What was ready behind an event, and how many tasks there were. */
    private record Then(List<String> ready, List<String> open, List<UUID> tasks) {}

    /** @param lookedUp all that others wait for; or none, as where they are many; or one */
    @ParameterizedTest
    @CsvSource({"7, 1000", "11, 0", "2, 1"})
    @Tag("long")
    void the_tables_say_behind_each_event_and_of_each_moment_what_the_events_say(long seed, int lookedUp) {
        TaskQueries asked = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED, lookedUp);
        ReadyStory story = new ReadyStory(database, seed);
        Map<LedgerMoment, Then> moments = new LinkedHashMap<>();
        for (int step = 0; step < 40; step++) {
            story.goOn();
            List<String> now = story.ready(Instant.now());
            assertSays(asked, new Then(now, story.open(), story.tasks()), "now, behind " + story.position);
            moments.put(LedgerMoment.at(story.position), then(story, story.at));
            Instant later = story.at.plus(step % 2 == 0 ? Duration.ofMinutes(20) : Duration.ofDays(2));
            moments.put(new LedgerMoment(story.position, later), then(story, later));
        }
        moments.forEach((moment, then) -> assertSays(asked.asOf(moment), then, "as of " + moment));
        assertThat(moments.entrySet()).as("ready by the time alone").anyMatch(each -> !each.getValue()
                .equals(moments.get(LedgerMoment.at(each.getKey().position()))));
        assertThat(moments.values()).anyMatch(then -> then.ready().size() > 3);
        assertThat(moments.values())
                .anyMatch(then -> then.open().size() - then.ready().size() > 3);
    }

    private static Then then(ReadyStory story, Instant clock) {
        return new Then(story.ready(clock), story.open(), story.tasks());
    }

    private static void assertSays(TaskQueries tasks, Then then, String when) {
        assertThat(keys(tasks, READY, 3)).as(when).isEqualTo(then.ready());
        assertThat(tasks.findAll(then.tasks()).stream().filter(TaskView::ready))
                .as(when)
                .extracting(TaskView::key)
                .containsExactlyInAnyOrderElementsOf(then.ready());
        TaskFilter open = TaskFilter.ALL.with(TaskFilter.STATUS, Set.of(TaskStatus.OPEN));
        List<String> others = new ArrayList<>(then.open());
        others.removeAll(then.ready());
        assertThat(keys(tasks, ready(false, Sort.DEFAULT), 200)).as(when).containsExactlyInAnyOrderElementsOf(others);
        assertThat(keys(tasks, ready(true, Sort.DEFAULT), 200))
                .as(when)
                .containsExactlyInAnyOrderElementsOf(then.ready());
        assertThat(Stream.of(
                                open.with(TaskFilter.WAITING, true),
                                open.with(TaskFilter.WAITING, false),
                                open.with(TaskFilter.CLAIMED, true))
                        .flatMap(each -> keys(tasks, each, 200).stream()))
                .as(when)
                .containsExactlyInAnyOrderElementsOf(then.open());
        assertThat(tasks.count(READY)).as(when).isEqualTo(then.ready().size());
    }

    private static List<String> keys(TaskQueries tasks, TaskFilter filter, int limit) {
        List<String> all = new ArrayList<>();
        Page<TaskView> page = tasks.list(filter, new PageRequest(limit, null));
        int left = page.nextCursor() == null ? 0 : tasks.remaining(filter, page.nextCursor());
        int first = page.items().size();
        while (true) {
            page.items().forEach(task -> all.add(task.key()));
            String next = page.nextCursor();
            if (next == null) {
                break;
            }
            page = tasks.list(filter, new PageRequest(limit, next));
        }
        assertThat(left).isEqualTo(all.size() - first);
        return all;
    }

    private static TaskFilter ready(@Nullable Boolean ready, Sort sort) {
        return TaskFilter.ALL.with(TaskFilter.READY, ready).with(TaskFilter.SORT, sort);
    }

    /**
     * Rows and not milliseconds: what others wait for, and what the page has; not what is open. Also right after many have
     * changed, when indexes cannot yet be read without the table.
     */
    @Test
    void the_first_page_reads_what_blocks_and_what_it_shows() {
        ManyReadyTasks many = ManyReadyTasks.of(database, 10_000);
        TaskFilter ofProject = TaskFilter.ready(many.project, Set.of());
        assertThat(rows(() -> tasks.list(READY, FIFTY))).isLessThan(1_500);
        assertThat(rows(() -> tasks.list(ofProject, FIFTY))).isLessThan(1_500);
        many.changeOneInEleven();
        assertThat(rows(() -> tasks.list(READY, FIFTY))).isLessThan(1_500);
        assertThat(rows(() -> tasks.asOf(9_900).list(READY, FIFTY))).isLessThan(3_000);
    }

    /** Planning takes longer than reading: a plan that is kept is never left for others, whatever the tables were like before. */
    @Test
    void it_is_not_planned_anew_for_each_moment() throws SQLException {
        ManyReadyTasks many = ManyReadyTasks.of(database, 1_000);
        try (Connection connection = database.dataSource.getConnection()) {
            SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
            TaskQueries asked = new PostgresTaskQueries(one, Rows.ACCOUNTS, Rows.SETTLED);
            for (int i = 0; i < 20; i++) {
                asked.asOf(new LedgerMoment(1_000 - i, i % 2 == 0 ? null : Rows.AT))
                        .list(READY, FIFTY);
                if (i == 10) {
                    many.changeOneInEleven();
                }
            }
            assertThat(JdbcClient.create(one).sql("""
                                    select custom_plans, generic_plans > 10 as kept from pg_prepared_statements
                                    where statement like '%blocking as materialized%'
                                    """).query().listOfRows())
                    .contains(Map.of("custom_plans", 0L, "kept", true))
                    .allSatisfy(plan -> assertThat(plan).containsEntry("custom_plans", 0L));
            assertThat(JdbcClient.create(one)
                            .sql("select current_setting('plan_cache_mode')")
                            .query(String.class)
                            .single())
                    .isEqualTo("auto");
        }
    }

    /** What else a transaction reads is planned as before. */
    @Test
    void only_this_list_is_read_by_the_plan_that_is_kept() {
        for (String plans : List.of("auto", "force_custom_plan", "force_generic_plan")) {
            String after = database.transaction.execute(status -> {
                database.jdbc.sql("set local plan_cache_mode = " + plans).update();
                tasks.list(READY, FIFTY);
                return database.jdbc
                        .sql("select current_setting('plan_cache_mode')")
                        .query(String.class)
                        .single();
            });
            assertThat(after).isEqualTo(plans);
        }
    }

    /** Of the table of the tasks; all of them where it was read from the first to the last. */
    private static long rows(Runnable work) {
        Long read = database.transaction.execute(status -> {
            long before = statistic();
            work.run();
            return statistic() - before;
        });
        return Objects.requireNonNull(read);
    }

    private static long statistic() {
        return database.jdbc.sql("""
                        select pg_stat_get_xact_tuples_returned('tasks'::regclass)
                          + pg_stat_get_xact_tuples_fetched('tasks'::regclass)
                        """).query(Long.class).single();
    }

    /** As a cycle of the sync asks for all that changed: where each is compared with each, this does not end in time. */
    @Test
    void thousands_that_wait_for_each_other_are_read_at_once() {
        ManyReadyTasks.of(database, 30_000);
        List<UUID> all =
                database.jdbc.sql("select id from tasks").query(UUID.class).list();

        for (String plans : List.of("force_custom_plan", "force_generic_plan")) {
            List<TaskView> read = database.transaction.execute(status -> {
                database.jdbc.sql("set local plan_cache_mode = " + plans).update();
                database.jdbc.sql("set local statement_timeout = '30s'").update();
                return tasks.findAll(all);
            });

            assertThat(read).hasSize(30_000);
            assertThat(read.stream()
                            .filter(task -> !task.others().blockedBy().isEmpty())
                            .count())
                    .isGreaterThan(100);
            assertThat(read.stream()
                            .mapToInt(task -> task.others().blocks().size())
                            .sum())
                    .isEqualTo(read.stream()
                            .mapToInt(task -> task.others().blockedBy().size())
                            .sum());
        }
    }

    @Test
    void what_only_the_status_of_projects_keeps_from_being_ready_is_told() {
        Rows rows = new Rows(database);
        ProjectId planned = rows.project("Planned");
        ProjectId empty = rows.project("Empty");
        ProjectId paused = rows.project("Paused", ProjectStatus.PAUSED, Priority.NONE, null, Rows.AT);
        rows.task(planned, null, "Later");
        TaskId done = rows.task(paused, null, "Later too");

        assertThat(tasks.heldBack(READY))
                .containsExactly(
                        new BlockingProject("P-1", "Planned", ProjectStatus.PLANNED),
                        new BlockingProject("P-3", "Paused", ProjectStatus.PAUSED));
        assertThat(tasks.heldBack(TaskFilter.ready(empty.toString(), Set.of()))).isEmpty();
        assertThat(tasks.heldBack(TaskFilter.ready(null, Set.of("java")))).isEmpty();
        rows.tasks.changeStatus(done, TaskStatus.COMPLETED, Rows.AT, new Revision(2, 20));
        assertThat(tasks.heldBack(READY)).extracting(BlockingProject::key).containsExactly("P-1");
        assertThat(tasks.asOf(10).heldBack(READY))
                .extracting(BlockingProject::key)
                .containsExactly("P-1", "P-3");
    }
}
