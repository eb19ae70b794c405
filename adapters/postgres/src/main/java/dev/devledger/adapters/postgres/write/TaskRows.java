package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.OwnFields;
import dev.devledger.adapters.postgres.sql.Priorities;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.application.task.TaskRow;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code tasks} and {@code task_versions}, many at once. */
public final class TaskRows {

    private final DataSource database;
    private final Checklists checklists;
    private final BulkRows<TaskRow> rows;
    private final BulkRows<Superseded<TaskRow>> versions;

    public TaskRows(DataSource database, JsonMapper json) {
        this.database = database;
        this.checklists = new Checklists(json);
        this.rows = columns(new BulkRows<>("tasks", "id"));
        this.versions = rows.within("task_versions", "id, until", Superseded<TaskRow>::row)
                .column("until", Superseded::until)
                .column("key", each -> each.row().key().toString())
                .column(
                        "priority_rank",
                        each -> Priorities.rank(each.row().details().priority()));
    }

    private BulkRows<TaskRow> columns(BulkRows<TaskRow> rows) {
        rows.column("id", row -> row.id().value())
                .column("key_number", row -> row.key().number())
                .column("project_id", row -> row.place().project().value())
                .column("parent_id", row -> Optional.ofNullable(row.place().parent())
                        .map(TaskId::value)
                        .orElse(null))
                .text("title", row -> row.details().title())
                .text("description", row -> Texts.orNull(row.details().description()))
                .column("status", row -> EnumColumns.of(row.status()))
                .column("priority", row -> EnumColumns.of(row.details().priority()))
                .json("checklist", row -> checklists.json(row.details().checklist()))
                .text("stage", row -> row.details().stage())
                .column("estimate_minutes", row -> row.details().estimateMinutes())
                .column("assignees", row -> IdColumns.people(row.details().assignees()))
                .column(
                        "blocked_by",
                        row -> IdColumns.tasks(row.details().dependencies().blockedBy()))
                .column(
                        "related",
                        row -> IdColumns.tasks(row.details().dependencies().related()))
                .column(
                        "discovered_from",
                        row -> IdColumns.task(row.details().dependencies().discoveredFrom()))
                .column("retracted_notes", row -> retracted(row.retracted()))
                .column("fields", row -> fields(row.fields()))
                .column("created_at", TaskRow::createdAt)
                .column("updated_at", TaskRow::updatedAt)
                .column("completed_at", TaskRow::completedAt)
                .column("deleted_at", TaskRow::deletedAt)
                .text("deleted_with", TaskRow::deletedWith)
                .column("version", row -> row.revision().version())
                .column("position", row -> row.revision().position());
        Tags.columns(rows, row -> row.details().tags());
        DueDate.columns(rows, row -> row.details().schedule());
        StartTime.column(rows, row -> row.details().schedule());
        return rows;
    }

    public Map<TaskId, TaskRow> find(Set<TaskId> tasks) {
        Map<TaskId, TaskRow> found = new HashMap<>();
        if (tasks.isEmpty()) {
            return found;
        }
        JdbcClient.create(database)
                .sql("select * from tasks where id = any(:ids)")
                .param("ids", tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                .query((row, number) -> row(row))
                .list()
                .forEach(task -> found.put(task.id(), task));
        return found;
    }

    /** Where it is what the newest event has made; see {@link NewestRows}. */
    Optional<TaskRow> newest(TaskId task) {
        return JdbcClient.create(database)
                .sql(NewestRows.counting("tasks", List.of("tasks")))
                .param("stream", task.address())
                .param("id", task.value())
                .query((row, number) -> row(row))
                .optional();
    }

    public void put(List<Superseded<TaskRow>> superseded, Collection<TaskRow> made, Collection<TaskRow> changed) {
        versions.add(database, superseded, List.of("position"));
        rows.add(database, byKey(made));
        rows.put(database, byKey(changed));
    }

    /** As the indexes have them, or nearly so. */
    private static List<TaskRow> byKey(Collection<TaskRow> tasks) {
        return tasks.stream()
                .sorted(Comparator.comparingLong(row -> row.key().number()))
                .toList();
    }

    private TaskRow row(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new TaskRow(
                new TaskId(row.getObject("id", UUID.class)),
                new TaskKey(row.getLong("key_number")),
                new Place(
                        new ProjectId(row.getObject("project_id", UUID.class)),
                        parent == null ? null : new TaskId(parent)),
                details(row),
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                retracted(row),
                OwnFields.get(row),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getString("deleted_with"),
                new Revision(row.getLong("version"), row.getLong("position")));
    }

    /** Null where there is none, as with nearly all tasks. */
    private static UUID @Nullable [] retracted(Set<UUID> notes) {
        return notes.isEmpty() ? null : notes.stream().sorted().toArray(UUID[]::new);
    }

    static RowWrite.@Nullable Json fields(ServiceFields fields) {
        String json = OwnFields.json(fields);
        return json == null ? null : new RowWrite.Json(json);
    }

    /** They are kept together, so what did not change is looked up. */
    public static void read(Columns columns, RowWrites writes, TaskEvent.FieldsRead read) {
        writes.flush();
        writes.jdbc()
                .sql("select fields from tasks where id = :id")
                .param("id", read.task().value())
                .query((ResultSet row) -> {
                    columns.set("fields", fields(OwnFields.get(row).with(read.connector(), read.changes())));
                });
    }

    private static Set<UUID> retracted(ResultSet row) throws SQLException {
        Array notes = row.getArray("retracted_notes");
        return notes == null ? Set.of() : Set.of((UUID[]) notes.getArray());
    }

    private TaskDetails details(ResultSet row) throws SQLException {
        return new TaskDetails(
                row.getString("title"),
                Texts.orEmpty(row.getString("description")),
                EnumColumns.to(Priority.class, row.getString("priority")),
                new TreeSet<>(Tags.get(row)),
                DueDate.get(row),
                checklists.get(row),
                row.getString("stage"),
                row.getObject("estimate_minutes", Integer.class),
                IdColumns.people(row),
                IdColumns.dependencies(row));
    }
}
