package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps the rows of {@code worked_time}. If only time is rebuilt, the present tasks and projects are used: a task then
 * has its newest project too early, which is correct again at the end of the replay.
 *
 * <p>Another transaction may move a task while time is logged on it. Both transactions lock the task, so one of them
 * waits, and then finds the rows that the other one has written.
 */
public record PostgresWorkedTime(RowWrites rows) implements Projection {
    private static final String TABLE = "worked_time";

    private static final String MAKE = """
            insert into worked_time
              (entry, began, seconds, person, task, project, billable, billed, deleted, tags)
            select e.key_number, extract(epoch from e.start_at),
              case when e.end_at is not null then extract(epoch from greatest(e.end_at, e.start_at) - e.start_at) end,
              coalesce(u.key_number, 0), coalesce(t.key_number, 0), coalesce(p.key_number, 0),
              e.billable, e.billed, e.deleted_at is not null, nullif(e.tags, '{}')
            from time_entries e
            left join people u on u.id = e.person_id
            left join %s t on %s
            left join dev_projects p on p.id = coalesce(t.project_id, e.project_id)
            where %s
            on conflict (entry) do update set began = excluded.began, seconds = excluded.seconds,
              person = excluded.person, task = excluded.task, project = excluded.project, billable = excluded.billable,
              billed = excluded.billed, deleted = excluded.deleted, tags = excluded.tags
            """;

    private static final String ROWS = "json_to_recordset(cast(? as json)) as changed (id uuid)";

    private static final String OF_ENTRIES = MAKE.formatted(
            "lateral (select key_number, project_id from tasks where id = e.task_id for share)",
            "true",
            "e.id in (select id from " + ROWS + ")");

    /** Builds all rows; no other transaction may write meanwhile. */
    private static final String OF_ALL = MAKE.formatted("tasks", "t.id = e.task_id", "true");

    private static final String OF_TASKS = """
            update worked_time set project = p.key_number
            from %s join tasks t on t.id = changed.id join dev_projects p on p.id = t.project_id
            where task = t.key_number and task > 0
            """.formatted(ROWS);

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public int generation() {
        return RowKind.TIME_ENTRIES.generation();
    }

    /** Can go without each event: all rows are computed from the rows of others. */
    @Override
    public boolean needs(String stream) {
        return false;
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof TimeEntryEvent entry) {
            of(entry.entry());
        } else if (event.payload() instanceof TaskEvent.Moved moved) {
            ofTask(moved.task());
        }
    }

    @Override
    public void fill(List<LedgerEvent> events) {}

    @Override
    public void filled() {
        ofAll();
    }

    void of(TimeEntryId entry) {
        write(entry.value(), OF_ENTRIES);
    }

    /** Builds the rows of all entries of a task anew, which may be in another project now. */
    void ofTask(TaskId task) {
        write(task.value(), OF_TASKS);
    }

    private void write(UUID id, String sql) {
        rows.write(new RowWrite(TABLE, id, sql, Map.of("id", id), true));
    }

    void ofAll() {
        rows.flush();
        rows.jdbc().sql(OF_ALL).update();
    }
}
