package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Priorities;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Texts.OwnFields;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskRow;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The columns of {@code tasks}, and the reading of a row. */
public final class TaskRows {
    public static final FieldColumns<TaskDetails> FIELDS = new FieldColumns<>(TaskDetails.KIND, TaskDetails.REQUIRED);

    private TaskRows() {}

    public static RowTable<TaskRow> of(DataSource database) {
        RowTable<TaskRow> rows = new RowTable<>(database, "tasks", "task_versions", (row, number) -> row(row));
        rows.column("project_id", row -> row.last().place().project().value())
                .column("parent_id", row -> IdColumns.task(row.last().place().parent()))
                .column("status", row -> EnumColumns.of(row.last().status()))
                .column("retracted_notes", row -> retracted(row.last().retracted()))
                .column("fields", row -> fields(row.last().fields()))
                .column("created_at", TaskRow::createdAt)
                .column("updated_at", TaskRow::updatedAt)
                .with(row -> row.last().status(), "completed_at", TaskRow::completedAt)
                .with(TaskRow::isDeleted, "deleted_at", TaskRow::deletedAt)
                .with(TaskRow::isDeleted, "deleted_with", row -> Texts.storableOrNull(row.deletedWith()))
                .generated("key", row -> String.valueOf(row.key()))
                .generated("priority_rank", row -> Priorities.rank(row.details().priority()));
        FIELDS.addTo(rows, TaskRow::details);
        Tags.columns(rows, row -> row.details().tags());
        DueDate.columns(rows, row -> row.details().schedule());
        DueDate.start(rows, row -> row.details().schedule());
        return rows;
    }

    private static TaskRow row(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        Revision revision = new Revision(row.getLong("version"), row.getLong("position"));
        Instant deletedAt = Times.find(row, "deleted_at");
        Task.Present last = new Task.Present(
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                new Place(
                        new ProjectId(row.getObject("project_id", UUID.class)),
                        parent == null ? null : new TaskId(parent)),
                FIELDS.read(row),
                retracted(row),
                OwnFields.get(row),
                revision.version());
        return new TaskRow(
                new TaskId(row.getObject("id", UUID.class)),
                new TaskKey(row.getLong("key_number")),
                deletedAt == null ? last : new Task.Deleted(last),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "completed_at"),
                deletedAt,
                row.getString("deleted_with"),
                revision);
    }

    /** Returns the retracted notes; null for none, as with nearly all tasks. */
    private static UUID @Nullable [] retracted(Set<UUID> notes) {
        return notes.isEmpty() ? null : notes.stream().sorted().toArray(UUID[]::new);
    }

    private static RowWrite.@Nullable Json fields(ServiceFields fields) {
        String json = OwnFields.json(fields);
        return json == null ? null : new RowWrite.Json(json);
    }

    private static Set<UUID> retracted(ResultSet row) throws SQLException {
        Array notes = row.getArray("retracted_notes");
        return notes == null ? Set.of() : Set.of((UUID[]) notes.getArray());
    }
}
