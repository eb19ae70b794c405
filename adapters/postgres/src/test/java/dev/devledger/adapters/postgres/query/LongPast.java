package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import java.util.List;

/**
 * The read model of a ledger with a long past, made by SQL alone: 200 projects; tasks that are made in the first tenth of
 * all positions, each with 1 to 20 versions anywhere behind; seven of ten are completed on the way, and half of
 * them are due, some weeks after each change.
 */
final class LongPast {
    final long positions;

    /** A project with some of the tasks. */
    final String project;

    private LongPast(long positions, String project) {
        this.positions = positions;
        this.project = project;
    }

    /** A moment of the past by how much of it there was then. */
    long at(double share) {
        return Math.round(positions * share);
    }

    static LongPast of(Database database, int tasks) {
        Rows rows = new Rows(database);
        String project = "";
        for (int i = 0; i < 200; i++) {
            project = rows.project("project " + i).toString();
        }
        database.jdbc.sql("select setseed(0.4)").query().singleRow();
        database.jdbc.sql("""
                        create temp table past as
                        with task as (
                          select i, random() * 0.1 as made, 1 + floor(random() * 20)::int as total, random() as done
                          from generate_series(1, :tasks) i),
                        change as (
                          select i, done, made as moment from task
                          union all
                          select i, done, made + random() * (1 - made) from task, generate_series(1, total - 1))
                        select row_number() over (order by moment, i) as position, i, done,
                          row_number() over (partition by i order by moment) as version,
                          count(*) over (partition by i) as total
                        from change
                        """).param("tasks", tasks).update();
        database.jdbc.sql("""
                        create temp table state as
                        with home as (select row_number() over (order by key_number) - 1 as number, id from dev_projects)
                        select lead(position) over (partition by i order by position) as until, position, version,
                          cast(md5('task ' || i) as uuid) as id, i as key_number, home.id as project_id,
                          'Task ' || i as title, repeat('words of task ' || i || ' ', 15) as description,
                          case when version > total * (0.3 + done) then 'completed' else 'open' end as status,
                          (array['none', 'low', 'medium', 'high'])[1 + (i + version) % 4] as priority,
                          case when i % 2 = 0 then changed_at + (i % 60) * interval '1 day' end as due_at,
                          timestamptz '2026-01-01 00:00:00Z' as created_at, changed_at as updated_at
                        from (select *, timestamptz '2026-01-01 00:00:00Z' + position * interval '30 seconds' as changed_at
                              from past) p
                        join home on number = i % 200
                        """).update();
        String columns = """
                id, key_number, project_id, title, description, status, priority, tags, tags_lower, due_date, due_at, due_day,
                time_zone, checklist, created_at, updated_at, version, position""";
        String values = """
                id, key_number, project_id, title, description, status, priority, '{}', '{}', due_at::date::text, due_at,
                due_at::date, 'UTC', '[]', created_at, updated_at, version, position""";
        database.jdbc
                .sql("insert into tasks (%s) select %s from state where until is null".formatted(columns, values))
                .update();
        database.jdbc.sql("""
                        insert into task_versions (until, key, priority_rank, %s)
                        select until, 'T-' || key_number,
                          array_position(array['none', 'low', 'medium', 'high'], priority) - 1, %s
                        from state where until is not null order by until
                        """.formatted(columns, values)).update();
        long positions =
                database.jdbc.sql("select count(*) from past").query(Long.class).single();
        database.jdbc.sql("drop table past, state").update();
        for (String table : List.of("dev_projects", "tasks", "task_versions")) {
            database.jdbc.sql("vacuum (analyze) " + table).update();
        }
        return new LongPast(positions, project);
    }
}
