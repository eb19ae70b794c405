package dev.devledger.adapters.postgres.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.time.Rounding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long sums of 200,000 time entries take. {@code trials/time} runs it. */
class TimeSumsTrial {
    private static final int ENTRIES = Integer.getInteger("devledger.test.entries", 200_000);
    private static final int READS = 21;
    private static final int GOAL_MILLIS = 100;
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final TimeEntryFilter ALL = TimeEntryFilter.ALL;
    private static final TimeEntryFilter A_MONTH = TimeEntryFilter.ALL.with(to -> {
        to.from = Instant.parse("2025-03-01T00:00:00Z");
        to.to = Instant.parse("2025-04-01T00:00:00Z");
        to.split = true;
    });

    private final StringBuilder table =
            new StringBuilder("| %,d entries | median in ms | 95 %% |%n| --- | --- | --- |%n".formatted(ENTRIES));
    private double slowest;

    @Test
    void no_sum_takes_more_than_a_hundred_milliseconds() throws IOException {
        try (Database database = Database.create()) {
            fill(database);
            TimeEntryQueries time =
                    new PostgresTimeEntryQueries(database.jdbc, database.transactions, Clock.systemUTC());
            for (List<By> by : List.of(
                    List.of(By.DAY),
                    List.of(By.MONTH),
                    List.of(By.PROJECT),
                    List.of(By.TASK),
                    List.of(By.PERSON),
                    List.of(By.TAG),
                    List.of(By.CUSTOMER, By.BILLABLE),
                    List.of(By.MONTH, By.PROJECT, By.PERSON))) {
                goal(by.toString(), () -> time.summary(grouping(by, Rounding.NONE, false), ALL));
            }
            goal(
                    "[DAY], rounded up",
                    () -> time.summary(grouping(List.of(By.DAY), Rounding.parse("15m:up"), false), ALL));
            goal("[DAY], split", () -> time.summary(grouping(List.of(By.DAY), Rounding.NONE, true), ALL));
            goal("[DAY] of a month", () -> time.summary(grouping(List.of(By.DAY), Rounding.NONE, true), A_MONTH));
            TaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
            TaskFilter all = TaskFilter.of(Set.of(), null, Sort.DEFAULT);
            goal("50 tasks with their time", () -> tasks.list(all, new PageRequest(50, null)));
            ProjectQueries projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
            ProjectFilter each = ProjectFilter.ALL;
            goal("50 projects of 100 tasks with their time", () -> projects.list(each, new PageRequest(50, null)));
            goal("a project with its time", () -> projects.list(each, new PageRequest(1, null)));
            measure("the newest 50", () -> time.list(ALL, new PageRequest(50, null)));
        }
        Files.writeString(Path.of("target", "time-sums-trial.md"), table);
        assertThat(slowest).isLessThan(GOAL_MILLIS);
    }

    private static TimeGrouping grouping(List<By> by, Rounding rounding, boolean split) {
        return new TimeGrouping(by, rounding, MADRID, split);
    }

    /** Of ten people and three years, on 20,000 tasks of 200 projects; one in ten is on a project alone. */
    private static void fill(Database database) {
        Rows rows = new Rows(database);
        for (int i = 0; i < 200; i++) {
            rows.project("Project " + i, ProjectStatus.ACTIVE, Priority.NONE, null, Rows.AT);
        }
        database.jdbc.sql("""
                        insert into tasks (id, key_number, project_id, title, status, priority, tags, tags_lower, time_zone,
                          checklist, created_at, updated_at, version, position)
                        with home as (select row_number() over (order by key_number) - 1 as number, id from dev_projects)
                        select cast(md5('task ' || i) as uuid), i, home.id, 'Task ' || i, 'open', 'none', '{}', '{}', 'UTC',
                          '[]', now(), now(), 1, i
                        from generate_series(1, 20000) i join home on number = i % 200
                        """).update();
        database.jdbc.sql("""
                        insert into people (id, key_number, name, archived, created_at, updated_at, version, position)
                        select cast(md5('person ' || i) as uuid), i, 'Person ' || i, false, now(), now(), 1, i
                        from generate_series(1, 10) i
                        """).update();
        database.jdbc.sql("""
                        insert into time_entries (id, key_number, person_id, task_id, project_id, start_at, end_at, time_zone,
                          tags, tags_lower, billable, billed, created_at, updated_at, version, position)
                        with home as (select row_number() over (order by key_number) - 1 as number, id from dev_projects)
                        select cast(md5('entry ' || i) as uuid), i, cast(md5('person ' || 1 + i %% 10) as uuid),
                          case when i %% 10 > 0 then cast(md5('task ' || 1 + i * 7919 %% 20000) as uuid) end,
                          case when i %% 10 = 0 then home.id end,
                          begun, begun + (i * 31 %% 7200 + 60) * interval '1 second', 'Europe/Madrid',
                          case when i %% 4 = 0 then '{bug}' else '{}' end::text[],
                          case when i %% 4 = 0 then '{bug}' else '{}' end::text[], i %% 2 = 0, i %% 6 = 0, begun, begun, 1, i
                        from (select i, timestamptz '2023-01-01 00:00:00Z' + i * interval '%2$d second' as begun
                              from generate_series(1, %1$d) i) entry
                        join home on number = i %% 200
                        """.formatted(ENTRIES, 3L * 365 * 86_400 / ENTRIES)).update();
        new PostgresWorkedTime(database.rows).ofAll();
        for (String each : List.of("dev_projects", "tasks", "people", "time_entries", "worked_time", "worked_time")) {
            database.jdbc.sql("vacuum (analyze) " + each).update(); // twice: the database may just be at it by itself
        }
    }

    private void goal(String name, Runnable read) {
        slowest = Math.max(slowest, measure(name, read));
    }

    private double measure(String name, Runnable read) {
        double[] taken = new double[READS];
        for (int i = -10; i < READS; i++) {
            long begun = System.nanoTime();
            read.run();
            if (i >= 0) {
                taken[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(taken);
        table.append("| %s | %.1f | %.1f |%n".formatted(name, taken[READS / 2], taken[READS * 95 / 100]));
        return taken[READS / 2];
    }
}
