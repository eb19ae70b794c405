package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import tools.jackson.databind.node.ObjectNode;

/** Which task may be below which. */
record TaskTree(SandboxDatabase database) {
    /** So many levels stand below one another, the top one counted (docs/ticktick.md, section 10). */
    private static final int DEEPEST = 5;

    boolean isInItsList(String parent, ObjectNode task) {
        return database.jdbc()
                .sql("select count(*) > 0 from sandbox.task where id = ? and project_id = ? and not deleted")
                .params(parent, task.path("projectId").stringValue())
                .query(Boolean.class)
                .single();
    }

    /** In the same list, not below the task itself, and with room for all that is below that. */
    boolean mayHold(String parent, ObjectNode task) {
        return database.jdbc()
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
