package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 100,000 tasks of 200 projects, three of four completed, half of them with a due date; ten have an open conflict. */
class ManyTasksTest {
    private static final Set<TaskStatus> OPEN = Set.of(TaskStatus.OPEN);
    private static final Sort BY_DUE = new Sort(Sort.By.DUE, false);
    private static final PageRequest PAGE = new PageRequest(20, null);

    @RegisterExtension
    private static final Database database = Database.create();

    private static final PostgresTaskQueries queries =
            new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
    private static String project = "";

    @BeforeAll
    static void fill() {
        Rows rows = new Rows(database);
        for (int i = 0; i < 200; i++) {
            project = rows.project("project " + i).toString();
        }
        database.jdbc.sql("""
                        with home as (select row_number() over (order by key_number) - 1 as number, id from dev_projects)
                        insert into tasks (id, key_number, project_id, title, description, status, priority, tags,
                          tags_lower, due_date, due_at, due_day, time_zone, checklist, created_at, updated_at, version)
                        select gen_random_uuid(), i, home.id, 'Task ' || i, repeat('words of task ' || i || ' ', 20),
                          case when i % 4 = 0 then 'open' else 'completed' end, 'none',
                          array['tag ' || i % 1000], array['tag ' || i % 1000],
                          case when i % 2 = 0 then cast(day as text) end,
                          case when i % 2 = 0 then cast(day as timestamp) at time zone 'UTC' end,
                          case when i % 2 = 0 then day end,
                          'UTC', '[]', now(), now(), 1
                        from generate_series(1, 100000) i
                        cross join lateral (select date '2026-01-01' + i % 1000 as day) d
                        join home on number = i % 200
                        """).update();
        database.jdbc.sql("""
                        insert into sync_links (connector, account, entity_kind, entity_id, state, link)
                        select 'ticktick', 'sandbox', 'task', id, 'linked', '{}' from tasks where key_number > 20
                        """).update();
        database.jdbc.sql("""
                        insert into sync_conflicts (id, connector, account, entity_kind, entity_id, state, summary,
                          first_seen_at, dispute)
                        select gen_random_uuid(), 'ticktick', 'sandbox', 'task', id, 'open', 'differs', now(), '{}'
                        from tasks where status = 'open' order by key_number desc limit 10
                        """).update();
        for (String table : List.of("dev_projects", "tasks", "sync_links", "sync_work", "sync_conflicts")) {
            database.jdbc.sql("analyze " + table).update();
        }
    }

    private static TaskFilter filter(
            Set<String> tags, List<String> texts, @Nullable When after, @Nullable When before, @Nullable String sync) {
        return TaskFilter.ALL
                .with(TaskFilter.STATUS, OPEN)
                .with(TaskFilter.TAGS, tags)
                .with(TaskFilter.TEXTS, texts)
                .with(TaskFilter.DUE_AFTER, after)
                .with(TaskFilter.DUE_BEFORE, before)
                .with(TaskFilter.SYNC, sync)
                .with(TaskFilter.SORT, BY_DUE);
    }

    @Test
    void what_an_agent_asks_most_reads_few_of_them() {
        TaskFilter overdue = TaskFilter.overdue(Instant.parse("2026-01-20T00:00:00Z"), null);
        assertThat(List.of(
                        TaskFilter.of(OPEN, null, BY_DUE),
                        TaskFilter.of(OPEN, project, BY_DUE),
                        overdue,
                        overdue.with(TaskFilter.CLOSED_PROJECT, false),
                        overdue.with(TaskFilter.CLOSED_PROJECT, true),
                        filter(Set.of("tag 8"), List.of(), null, null, null),
                        filter(Set.of(), List.of(), null, SampleEvents.day("2026-01-10"), null),
                        filter(
                                Set.of(),
                                List.of(),
                                SampleEvents.day("2026-06-01"),
                                SampleEvents.day("2026-06-08"),
                                null),
                        filter(Set.of(), List.of("words", "task"), null, null, null)))
                .allSatisfy(filter ->
                        assertThat(rowsRead(() -> queries.list(filter, PAGE))).isLessThanOrEqualTo(6_000));
        Page<TaskView> late = queries.list(overdue, new PageRequest(5, null));
        assertThat(rowsRead(() -> queries.remaining(overdue, String.valueOf(late.nextCursor()))))
                .isLessThanOrEqualTo(6_000);
        assertThat(rowsRead(() -> queries.findAllByKey(List.of("T-1", "T-99999"))))
                .isLessThanOrEqualTo(10);
    }

    @Test
    void what_reads_them_all_does_so_once() {
        long all = 100_000;
        for (TaskFilter filter : List.of(
                filter(Set.of(), List.of("nowhere"), null, null, null),
                filter(Set.of(), List.of(), null, null, "conflict"),
                filter(Set.of(), List.of(), null, null, "pending"),
                filter(Set.of(), List.of(), null, null, "synced"),
                filter(Set.of(), List.of(), null, null, TaskFilter.LOCAL))) {
            assertThat(rowsRead(() -> queries.list(filter, PAGE))).isLessThanOrEqualTo(all);
        }
        assertThat(queries.list(filter(Set.of(), List.of(), null, null, "conflict"), PAGE)
                        .items())
                .hasSize(10);
        assertThat(queries.list(filter(Set.of(), List.of(), null, null, TaskFilter.LOCAL), PAGE)
                        .items())
                .hasSize(5);
    }

    /** Of this connection, since it last told the statistics. */
    private static long rowsRead(Runnable work) {
        Long read = database.transaction.execute(status -> {
            long before = statistic();
            work.run();
            return statistic() - before;
        });
        return read == null ? 0 : read;
    }

    private static long statistic() {
        return database.jdbc
                .sql("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                        + " where relid = to_regclass('tasks')")
                .query(Long.class)
                .single();
    }
}
