package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The table of tasks, by id. A deleted one stays: TickTick goes on showing it to who knows its id. */
public record TaskRows(SandboxDatabase database) {

    public record Stored(ObjectNode body, boolean deleted) {
        String projectId() {
            return body.path("projectId").stringValue();
        }
    }

    public Optional<Stored> find(String id) {
        return database.jdbc()
                .sql("select body, deleted from sandbox.task where id = ?")
                .param(id)
                .query((row, number) -> new Stored(Json.stored(row.getString("body")), row.getBoolean("deleted")))
                .optional();
    }

    Optional<String> columnName(String columnId, String projectId) {
        return database.jdbc()
                .sql("select body from sandbox.board_column where id = ? and project_id = ?")
                .params(columnId, projectId)
                .query(String.class)
                .optional()
                .map(column -> Json.stored(column).path("name").asString(""));
    }

    /** Tasks show the name of their column, too. */
    void nameColumn(String columnId, String projectId, String name) {
        List<String> bodies = database.jdbc()
                .sql("""
                    select body from sandbox.task where project_id = ? and strpos(body, ?) > 0
                    """)
                .params(projectId, "\"columnId\":\"" + columnId + "\"")
                .query(String.class)
                .list();
        for (String body : bodies) save(Json.stored(body).put("columnName", name));
    }

    public List<String> children(String id) {
        return database.jdbc()
                .sql("select id from sandbox.task where parent_id = ? and not deleted order by sort_order, id")
                .param(id)
                .query(String.class)
                .list();
    }

    long top(String projectId) {
        return database.jdbc()
                .sql("select coalesce(min(sort_order), 0) from sandbox.task where project_id = ? and not deleted")
                .param(projectId)
                .query(Long.class)
                .single();
    }

    public void save(ObjectNode task) {
        database.jdbc()
                .sql("""
                    insert into sandbox.task (id, project_id, parent_id, status, priority, kind, tags,
                                              start_date, completed_time, sort_order, body)
                    values (:id, :projectId, :parentId, :status, :priority, :kind, :tags,
                            cast(:startDate as timestamptz), cast(:completedTime as timestamptz), :sortOrder, :body)
                    on conflict (id) do update set
                        project_id = excluded.project_id, parent_id = excluded.parent_id, status = excluded.status,
                        priority = excluded.priority, kind = excluded.kind, tags = excluded.tags,
                        start_date = excluded.start_date, completed_time = excluded.completed_time,
                        sort_order = excluded.sort_order, body = excluded.body
                    """)
                .param("id", task.path("id").stringValue())
                .param("projectId", task.path("projectId").stringValue())
                .param("parentId", blankIsNull(task.path("parentId").asString("")))
                .param("status", task.path("status").intValue())
                .param("priority", task.path("priority").intValue())
                .param("kind", task.path("kind").stringValue())
                .param(
                        "tags",
                        task.path("tags")
                                .valueStream()
                                .map(tag -> tag.stringValue().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .param(
                        "startDate",
                        WireTime.of(task, "startDate").map(TaskRows::sql).orElse(null))
                .param(
                        "completedTime",
                        WireTime.of(task, "completedTime").map(TaskRows::sql).orElse(null))
                .param("sortOrder", task.path("sortOrder").longValue())
                .param("body", task.toString())
                .update();
    }

    void delete(String id) {
        database.jdbc()
                .sql("update sandbox.task set deleted = true, deleted_at = clock_timestamp() where id = ?")
                .param(id)
                .update();
    }

    public void restore(String id) {
        database.jdbc()
                .sql("update sandbox.task set deleted = false, deleted_at = null where id = ?")
                .param(id)
                .update();
    }

    public static OffsetDateTime sql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
