package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes lists. The Inbox is not one of these: it cannot be read, changed or deleted as a list. */
public record Projects(SandboxDatabase database, Projects.ProjectRows rows, Projects.Quota quota, Clock clock) {
    private static final long ON_TOP = 1L << 40;
    private static final Set<String> VIEWS = Set.of("list", "kanban", "timeline");
    private static final Set<String> KINDS = Set.of("TASK", "NOTE");

    public String page(long offset, long limit) {
        return TaskReads.list(rows.page(offset, limit));
    }

    public Optional<String> find(String id) {
        return rows.body(id);
    }

    public ObjectNode create(RequestFields body) {
        if (body.text("name").orElse("").isBlank()) throw Refusal.invalid("A name is required");
        return database.change(() -> {
            if (!quota.hasRoomForAList()) throw Refusal.quota();
            ObjectNode project = Json.object();
            project.put("id", GeneratedValues.id(clock.instant()));
            project.put("sortOrder", rows.top() - ON_TOP);
            project.put("viewMode", "list");
            project.put("kind", "TASK");
            return saved(project, body);
        });
    }

    public Optional<ObjectNode> update(String id, RequestFields body) {
        return database.change(() -> rows.body(id).map(Json::stored).map(project -> saved(project, body)));
    }

    /**
     * Updates a list in the app, where it can also be closed and put into a group; an empty group takes it out of its
     * group.
     */
    public Optional<ObjectNode> updateInApp(String id, RequestFields body) {
        return database.change(() -> rows.body(id).map(Json::stored).map(project -> {
            body.text("groupId").ifPresent(group -> {
                if (group.isEmpty()) project.remove("groupId");
                else project.put("groupId", group);
            });
            body.flag("closed").ifPresent(closed -> {
                if (closed) project.put("closed", true);
                else project.remove("closed");
            });
            return saved(project, body);
        }));
    }

    public void delete(String id) {
        database.change(() -> {
            rows.delete(id);
        });
    }

    /** Saves the fields that the API can write. A group or the closing of the list are ignored. */
    private ObjectNode saved(ObjectNode project, RequestFields body) {
        body.text("name").filter(name -> !name.isBlank()).ifPresent(name -> project.put("name", Names.cut(name)));
        body.text("color").ifPresent(color -> Json.putUnlessEmpty(project, "color", color));
        body.number("sortOrder").ifPresent(order -> project.put("sortOrder", order));
        body.text("viewMode").filter(VIEWS::contains).ifPresent(view -> project.put("viewMode", view));
        body.text("kind").filter(KINDS::contains).ifPresent(kind -> project.put("kind", kind));
        rows.save(project);
        return project;
    }

    /** The table of lists. The row of a deleted list stays, as its tasks answer differently from unknown tasks. */
    public record ProjectRows(SandboxTable<String> rows) {
        public ProjectRows(SandboxDatabase database) {
            this(bodies(database, "project"));
        }

        /** Opens a table from which only the bodies are read. */
        static SandboxTable<String> bodies(SandboxDatabase database, String name) {
            return database.table(name, (row, number) -> row.getString("body"));
        }

        public boolean exists(String id) {
            return body(id).isPresent();
        }

        Optional<String> body(String id) {
            return rows.one("id = ? and not deleted", id);
        }

        List<String> page(long offset, long limit) {
            return rows.where("not deleted order by sort_order, id offset ? limit ?", offset, limit);
        }

        long top() {
            return rows.number("min(sort_order)", "not deleted");
        }

        void save(ObjectNode project) {
            long order = project.path("sortOrder").longValue();
            rows.put("id, sort_order, body", project.path("id").stringValue(), order, project.toString());
        }

        /** Removes a group from its lists. It searches their bodies, as no column has the group. */
        void ungroup(String group) {
            for (String body : rows.where("body like '%\"groupId\"%'")) {
                ObjectNode project = Json.stored(body);
                if (!project.path("groupId").asString("").equals(group)) continue;
                project.remove("groupId");
                save(project);
            }
        }

        void delete(String id) {
            rows.set("deleted = true where id = ?", id);
            rows.database()
                    .run(
                            "update sandbox.task set deleted = true, deleted_at = clock_timestamp() where project_id ="
                                    + " ? and not deleted",
                            id);
            rows.database().run("delete from sandbox.board_column where project_id = ?", id);
        }
    }

    /** The limits of the account, which exist only if a test sets them; docs/ticktick.md, section 10. */
    public record Quota(ProjectRows projects, TaskRows tasks, TickTickBehaviour circumstances) {
        boolean hasRoomForAList() {
            Long most = circumstances.now().maxLists();
            return most == null || projects.rows().count("not deleted") < most;
        }

        /** True if the list can take another open task; subtasks count, too. */
        boolean hasRoomForATask(String projectId) {
            Long most = circumstances.now().maxOpenTasks();
            return most == null
                    || tasks.rows().count("project_id = ? and status = 0 and not deleted", projectId) < most;
        }
    }
}
