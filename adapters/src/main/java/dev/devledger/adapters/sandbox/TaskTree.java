package dev.devledger.adapters.sandbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Which task may be below which. */
final class TaskTree {
    private final JdbcClient jdbc;

    TaskTree(SandboxDatabase database) {
        jdbc = database.jdbc();
    }

    boolean isInItsList(String parent, ObjectNode task) {
        return jdbc.sql("select count(*) > 0 from sandbox.task where id = ? and project_id = ? and not deleted")
                .params(parent, task.path("projectId").stringValue())
                .query(Boolean.class)
                .single();
    }

    /** In the same list, and not below the task itself. */
    boolean mayHold(String parent, ObjectNode task) {
        return jdbc.sql("""
                with recursive above as (
                    select id, parent_id from sandbox.task
                    where id = :parent and project_id = :project and not deleted
                    union
                    select task.id, task.parent_id from sandbox.task as task join above on task.id = above.parent_id)
                select count(*) > 0 and count(*) filter (where id = :task) = 0 from above
                """)
                .param("parent", parent)
                .param("project", task.path("projectId").stringValue())
                .param("task", task.path("id").stringValue())
                .query(Boolean.class)
                .single();
    }
}
