package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.domain.field.Changes;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Checklists;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.DueDate;
import dev.devledger.adapters.postgres.write.IdColumns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.adapters.postgres.write.StartTime;
import dev.devledger.adapters.postgres.write.TaskRows;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.task.TaskRow;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresTaskLists implements TaskLists {

    private static final String TABLE = "tasks";
    private static final String VERSIONS = "task_versions";

    private final RowWrites writes;
    private final Checklists checklists;
    private final TaskRows rows;

    public PostgresTaskLists(DataSource database, JsonMapper json) {
        this.writes = new RowWrites(database);
        this.checklists = new Checklists(json);
        this.rows = new TaskRows(database, json);
    }

    @Override
    public void add(TaskEvent.Created created, Revision revision) {
        TaskDetails details = created.details();
        Columns columns = new Columns()
                .set("id", created.task().value())
                .set("key_number", created.key().number())
                .set("title", details.title())
                .set("description", Texts.orNull(details.description()))
                .set("status", EnumColumns.of(TaskStatus.OPEN))
                .set("priority", EnumColumns.of(details.priority()))
                .tags(details.tags())
                .json("checklist", checklists.json(details.checklist()))
                .set("stage", details.stage())
                .set("estimate_minutes", details.estimateMinutes())
                .set("assignees", IdColumns.people(details.assignees()))
                .set("blocked_by", IdColumns.tasks(details.dependencies().blockedBy()))
                .set("related", IdColumns.tasks(details.dependencies().related()))
                .set("discovered_from", IdColumns.task(details.dependencies().discoveredFrom()))
                .set("created_at", Times.of(created.at()))
                .set("updated_at", Times.of(created.at()))
                .set("retracted_notes", null)
                .set("fields", null)
                .set("completed_at", null)
                .set("deleted_at", null)
                .set("deleted_with", null)
                .revision(revision);
        place(columns, created.place());
        DueDate.put(columns, details.schedule());
        StartTime.put(columns, details.schedule());
        columns.put(writes, TABLE, "id");
    }

    @Override
    public void edit(TaskId task, Changes<TaskDetails> changes, Instant at, Revision revision) {
        Columns columns = changed(at, revision)
                .change("title", changes.get(TaskDetails.TITLE), title -> title)
                .change("description", changes.get(TaskDetails.DESCRIPTION), Texts::orNull)
                .change("priority", changes.get(TaskDetails.PRIORITY), EnumColumns::of)
                .tags(changes.get(TaskDetails.TAGS))
                .change("stage", changes.get(TaskDetails.STAGE), stage -> stage)
                .change("estimate_minutes", changes.get(TaskDetails.ESTIMATE_MINUTES), minutes -> minutes)
                .change("assignees", changes.get(TaskDetails.ASSIGNEES), IdColumns::people)
                .change("blocked_by", changes.get(TaskDetails.BLOCKED_BY), IdColumns::tasks)
                .change("related", changes.get(TaskDetails.RELATED), IdColumns::tasks)
                .change("discovered_from", changes.get(TaskDetails.DISCOVERED_FROM), IdColumns::task);
        List<ChecklistItem> checklist = changes.to(TaskDetails.CHECKLIST);
        if (checklist != null) {
            columns.json("checklist", checklists.json(checklist));
        }
        DueDate.change(
                columns, writes, TABLE, task.value(), changes.get(TaskDetails.START_DATE), changes.get(TaskDetails.DUE_DATE), changes.get(TaskDetails.TIME_ZONE));
        StartTime.change(columns, writes, TABLE, task.value(), changes.get(TaskDetails.START_DATE), changes.get(TaskDetails.TIME_ZONE));
        update(task, columns);
    }

    @Override
    public void changeStatus(TaskId task, TaskStatus to, Instant since, Instant at, Revision revision) {
        update(
                task,
                changed(at, revision)
                        .set("status", EnumColumns.of(to))
                        .set("completed_at", to == TaskStatus.COMPLETED ? Times.of(since) : null));
    }

    @Override
    public void move(TaskId task, Place to, Instant at, Revision revision) {
        update(task, place(changed(at, revision), to));
    }

    @Override
    public void readFields(TaskEvent.FieldsRead read, Instant at, Revision revision) {
        Columns columns = changed(at, revision);
        TaskRows.read(columns, writes, read);
        update(read.task(), columns);
    }

    @Override
    public void touch(TaskId task, Instant at, Revision revision) {
        update(task, changed(at, revision));
    }

    @Override
    public void changeNote(TaskId task, UUID note, boolean counts, Instant at, Revision revision) {
        Columns columns = changed(at, revision);
        update(
                task,
                columns.compute(
                        "retracted_notes",
                        counts
                                ? "nullif(array_remove(tasks.retracted_notes, uuid '%s'), '{}')".formatted(note)
                                : "array(select distinct unnest(array_append(tasks.retracted_notes, uuid '%s')) order by 1)"
                                        .formatted(note)));
    }

    @Override
    public void delete(TaskId task, @Nullable String with, Instant at, Revision revision) {
        update(task, changed(at, revision).set("deleted_at", Times.of(at)).set("deleted_with", with));
    }

    @Override
    public void restore(TaskId task, Instant at, Revision revision) {
        update(task, changed(at, revision).set("deleted_at", null).set("deleted_with", null));
    }

    @Override
    public Map<TaskId, TaskRow> rows(Set<TaskId> tasks) {
        return rows.find(tasks);
    }

    @Override
    public void put(List<Superseded<TaskRow>> superseded, Collection<TaskRow> made, Collection<TaskRow> changed) {
        rows.put(superseded, made, changed);
    }

    private static Columns changed(Instant at, Revision revision) {
        return new Columns().set("updated_at", Times.of(at)).revision(revision);
    }

    private static Columns place(Columns columns, Place place) {
        return columns.set("project_id", place.project().value())
                .set("parent_id", place.parent() == null ? null : place.parent().value());
    }

    private void update(TaskId task, Columns columns) {
        columns.updateAndKeep(writes, TABLE, VERSIONS, task.value());
    }
}
