package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.row.Columns.DueDateColumns;
import dev.devledger.adapters.postgres.row.Columns.IdColumns;
import dev.devledger.adapters.postgres.row.Columns.Tags;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Priorities;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Texts.ServiceFieldsColumn;
import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The columns of {@code tasks}, and the reading of a row. */
public final class TaskRows {
    public static final FieldColumns<TaskDetails> FIELDS = new FieldColumns<>(TaskDetails.KIND, TaskDetails.REQUIRED);

    private TaskRows() {}

    public static RowTable<Task> of(DataSource database) {
        RowTable<Task> rows = new RowTable<>(
                        database,
                        RowKind.TASKS,
                        "tasks",
                        "task_versions",
                        TaskRows::present,
                        Task.Deleted::new,
                        TaskKey::new)
                .column(
                        "project_id",
                        row -> row.state().last().place().project().value())
                .column(
                        "parent_id",
                        row -> IdColumns.task(row.state().last().place().parent()))
                .column("status", row -> EnumColumns.of(row.state().last().status()))
                .column("retracted_notes", row -> retracted(row.state().last().retracted()))
                .column("fields", row -> fields(row.state().last().fields()))
                .with(EntityRow::status, "completed_at", EntityRow::completedAt)
                .with(EntityRow::deletion, "deleted_with", row -> Texts.storableOrNull(row.deletedWith()))
                .generated(
                        "priority_rank",
                        row -> Priorities.rank(details(row.state()).priority()));
        FIELDS.addTo(rows, TaskRows::details);
        Tags.columns(rows, task -> details(task).tags());
        DueDateColumns.columns(rows, task -> details(task).schedule());
        DueDateColumns.start(rows, task -> details(task).schedule());
        return rows;
    }

    private static TaskDetails details(Task task) {
        return task.last().details();
    }

    private static Task.Present present(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new Task.Present(
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                new Place(
                        new ProjectId(row.getObject("project_id", UUID.class)),
                        parent == null ? null : new TaskId(parent)),
                FIELDS.read(row),
                retracted(row),
                ServiceFieldsColumn.get(row),
                row.getLong("version"));
    }

    /** Returns the retracted notes; null for none, as with nearly all tasks. */
    private static UUID @Nullable [] retracted(Set<UUID> notes) {
        return notes.isEmpty() ? null : notes.stream().sorted().toArray(UUID[]::new);
    }

    private static RowWrite.@Nullable Json fields(ServiceFields fields) {
        String json = ServiceFieldsColumn.json(fields);
        return json == null ? null : new RowWrite.Json(json);
    }

    private static Set<UUID> retracted(ResultSet row) throws SQLException {
        Array notes = row.getArray("retracted_notes");
        return notes == null ? Set.of() : Set.of((UUID[]) notes.getArray());
    }
}
