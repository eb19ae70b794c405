package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.util.List;

/**
 * Rows of a ledger that many work on, made by SQL alone: 200 projects, a fifth of which are planned; of ten tasks six are
 * open, one in three below another one, and one in thirty of all waits for one or two others; half are due; 200 of
 * the first ones are claimed.
 */
final class ManyReadyTasks {
    private static final int PROJECTS = 200;

    /** With a two hundredth of all tasks. */
    final String project;

    private final Database database;

    private ManyReadyTasks(Database database, String project) {
        this.database = database;
        this.project = project;
    }

    /** One in eleven is changed by an event of its own behind all others; every second of these is completed by it. */
    void changeOneInEleven() {
        long last = database.jdbc
                .sql("select max(position) from tasks")
                .query(Long.class)
                .single();
        database.jdbc.sql("""
                        insert into task_versions select :last + key_number, tasks.* from tasks where key_number % 11 = 5
                        """).param("last", last).update();
        database.jdbc.sql("""
                        update tasks set position = :last + key_number,
                          status = case when key_number % 2 = 0 then 'completed' else status end
                        where key_number % 11 = 5
                        """).param("last", last).update();
        database.jdbc.sql("vacuum (analyze) task_versions").update();
    }

    static ManyReadyTasks of(Database database, int tasks) {
        Rows rows = new Rows(database);
        String project = "";
        for (int i = 0; i < PROJECTS; i++) {
            ProjectStatus status = i % 5 == 0 ? ProjectStatus.PLANNED : ProjectStatus.ACTIVE;
            project = rows.project("Project " + i, status, Priority.NONE, null, Rows.AT)
                    .toString();
        }
        database.jdbc.sql("""
                        insert into tasks (id, key_number, project_id, parent_id, title, description, status, priority, tags,
                          tags_lower, due_at, due_date, start_at, time_zone, checklist, created_at, updated_at, version,
                          position, blocked_by)
                        with home as (select row_number() over (order by key_number) - 1 as number, id from dev_projects)
                        select cast(md5('task ' || i) as uuid), i, home.id,
                          case when i %% 3 = 0 then cast(md5('task ' || i - %2$d) as uuid) end,
                          'Task ' || i, repeat('words of task ' || i || ' ', 15),
                          case when i %% 10 < 6 then 'open' else 'completed' end,
                          (array['none', 'low', 'medium', 'high'])[1 + i * 7919 %% 4],
                          case when i %% 50 = 1 then '{java}' else '{}' end::text[],
                          case when i %% 50 = 1 then '{java}' else '{}' end::text[],
                          due, due::date::text, case when i %% 40 = 2 then timestamptz '2900-01-01 00:00:00Z' end,
                          'UTC', '[]', made, made, 1, i,
                          case when i %% 30 = 1 then array(
                            select cast(md5('task ' || (hashint4(i * 3 + n) & 16777215) %% %1$d + 1) as uuid)
                            from generate_series(1, 1 + i / 30 %% 3 / 2) n) end
                        from (select i, timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute' as made,
                                case when i %% 2 = 0 then timestamptz '2026-01-01 00:00:00Z' + i * 37 %% 365 * interval '1 day'
                                end as due
                              from generate_series(1, %1$d) i) task
                        join home on number = i %% %2$d
                        """.formatted(tasks, PROJECTS)).update();
        database.jdbc.sql("""
                        insert into claims (id, agent, actor, since, until, number, position)
                        select cast(md5('task ' || i * 10 + 1) as uuid), 'agent ' || i, 'owner', now(),
                          now() + interval '1 day', 1, i
                        from generate_series(1, 200) i
                        """).update();
        for (String table : List.of("dev_projects", "tasks", "claims")) {
            database.jdbc.sql("vacuum (analyze) " + table).update();
        }
        return new ManyReadyTasks(database, project);
    }
}
