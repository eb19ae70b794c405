package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.Document;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of tasks, by id. The row of a deleted task stays: TickTick still shows the task to a client that knows its
 * id.
 */
public record TaskRows(SandboxTable<TaskRows.Stored> rows) {
    public TaskRows(SandboxDatabase database) {
        this(database.table(
                "task", (row, number) -> new Stored(Json.stored(row.getString("body")), row.getBoolean("deleted"))));
    }

    public record Stored(ObjectNode body, boolean deleted) implements Document {
        String projectId() {
            return text("projectId");
        }
    }

    public Optional<Stored> find(String id) {
        return rows.one("id = ?", id);
    }

    /** Renames a column in the tasks that are in it, as they show its name, too. */
    void nameColumn(String columnId, String projectId, String name) {
        String column = "\"columnId\":\"" + columnId + "\"";
        for (Stored task : rows.where("project_id = ? and strpos(body, ?) > 0", projectId, column))
            save(task.body().put("columnName", name));
    }

    public List<String> children(String id) {
        return rows.where("parent_id = ? and not deleted order by sort_order, id", id).stream()
                .map(child -> child.text("id"))
                .toList();
    }

    long top(String projectId) {
        return rows.number("min(sort_order)", "project_id = ? and not deleted", projectId);
    }

    public void save(ObjectNode task) {
        rows.put(
                "id, project_id, parent_id, status, priority, kind, tags, start_date, completed_time, sort_order, body",
                task.path("id").stringValue(),
                task.path("projectId").stringValue(),
                task.path("parentId").asStringOpt().filter(id -> !id.isEmpty()).orElse(null),
                task.path("status").intValue(),
                task.path("priority").intValue(),
                task.path("kind").stringValue(),
                Json.texts(task.path("tags")).stream()
                        .map(tag -> tag.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                instant(task, "startDate"),
                instant(task, "completedTime"),
                task.path("sortOrder").longValue(),
                task.toString());
    }

    void delete(String id) {
        rows.set("deleted = true, deleted_at = clock_timestamp() where id = ?", id);
    }

    public void restore(String id) {
        rows.set("deleted = false, deleted_at = null where id = ?", id);
    }

    private static @Nullable OffsetDateTime instant(ObjectNode task, String field) {
        return WireTime.of(task, field).map(TaskRows::sql).orElse(null);
    }

    public static OffsetDateTime sql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The rules for subtasks. */
    record ParentRules(TaskRows rows) {
        /** The number of levels, including the top one (docs/ticktick.md, section 10). */
        private static final int DEEPEST = 5;

        boolean isInItsList(String parent, ObjectNode task) {
            String list = task.path("projectId").stringValue();
            return rows.rows().count("id = ? and project_id = ? and not deleted", parent, list) > 0;
        }

        /**
         * True if the parent is in the task's list, is not one of the task's subtasks, and leaves enough levels for
         * them.
         */
        boolean mayHold(String parent, ObjectNode task) {
            return rows.rows()
                    .database()
                    .jdbc()
                    .sql("""
                        with recursive above as (
                            select id, parent_id from sandbox.task
                            where id = :parent and project_id = :project and not deleted
                            union
                            select task.id, task.parent_id from sandbox.task as task join above on task.id = above.parent_id
                            where not task.deleted),
                        below as (
                            select id, 1 as level from sandbox.task where id = :task
                            union all
                            select task.id, below.level + 1 from sandbox.task as task join below on task.parent_id = below.id
                            where not task.deleted and below.level < :deepest)
                        select count(*) > 0 and count(*) filter (where id = :task) = 0
                            and count(*) + coalesce((select max(level) from below), 1) <= :deepest from above
                        """)
                    .param("parent", parent)
                    .param("project", task.path("projectId").stringValue())
                    .param("task", task.path("id").stringValue())
                    .param("deepest", DEEPEST)
                    .query(Boolean.class)
                    .single();
        }
    }
}
