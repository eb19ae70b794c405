package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The table of lists. A deleted one stays as a mark, since its tasks answer differently from unknown ones. */
public record ProjectRows(SandboxDatabase database) {

    public boolean exists(String id) {
        return body(id).isPresent();
    }

    Optional<String> body(String id) {
        return database.jdbc()
                .sql("select body from sandbox.project where id = ? and not deleted")
                .param(id)
                .query(String.class)
                .optional();
    }

    List<String> page(long offset, long limit) {
        return database.jdbc()
                .sql("select body from sandbox.project where not deleted order by sort_order, id offset ? limit ?")
                .params(offset, limit)
                .query(String.class)
                .list();
    }

    long top() {
        return database.jdbc()
                .sql("select coalesce(min(sort_order), 0) from sandbox.project where not deleted")
                .query(Long.class)
                .single();
    }

    void save(ObjectNode project) {
        database.jdbc()
                .sql("""
                    insert into sandbox.project (id, sort_order, body) values (:id, :sortOrder, :body)
                    on conflict (id) do update set sort_order = excluded.sort_order, body = excluded.body
                    """)
                .param("id", project.path("id").stringValue())
                .param("sortOrder", project.path("sortOrder").longValue())
                .param("body", project.toString())
                .update();
    }

    /** Through their text: nothing but the answer holds the group. */
    void ungroup(String group) {
        List<String> bodies = database.jdbc()
                .sql("select body from sandbox.project where body like '%\"groupId\"%'")
                .query(String.class)
                .list();
        for (String body : bodies) {
            ObjectNode project = Json.stored(body);
            if (!project.path("groupId").asString("").equals(group)) continue;
            project.remove("groupId");
            save(project);
        }
    }

    void delete(String id) {
        database.jdbc()
                .sql("update sandbox.project set deleted = true where id = ?")
                .param(id)
                .update();
        database.jdbc().sql("""
            update sandbox.task set deleted = true, deleted_at = clock_timestamp()
            where project_id = ? and not deleted
            """).param(id).update();
        database.jdbc()
                .sql("delete from sandbox.board_column where project_id = ?")
                .param(id)
                .update();
    }
}
