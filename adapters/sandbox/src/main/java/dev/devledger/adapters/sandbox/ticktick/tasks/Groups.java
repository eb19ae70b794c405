package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.Names;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Folders of lists. The API puts no list into one: that is done in the app. */
public record Groups(SandboxDatabase database, ProjectRows projects, Clock clock) {
    private static final long BELOW = 1L << 40;

    public String all() {
        return TaskReads.list(database.jdbc()
                .sql("select body from sandbox.project_group order by sort_order, id")
                .query(String.class)
                .list());
    }

    public ObjectNode create(Given body) {
        String name = Names.fitting(body.text("name").orElse(""));
        return database.change(() -> saved(made(Marks.id(clock.instant())), name));
    }

    /** An unknown id is no error: TickTick makes a group with exactly that id. */
    public ObjectNode update(String id, Given body) {
        Optional<String> name = body.text("name").map(Names::fitting);
        return database.change(() -> {
            ObjectNode group = body(id).map(Json::stored).orElseGet(() -> made(id));
            return saved(group, name.orElse(group.path("name").asString("")));
        });
    }

    /** Its lists stay. */
    public void delete(String id) {
        database.change(() -> {
            projects.ungroup(id);
            return database.jdbc()
                    .sql("delete from sandbox.project_group where id = ?")
                    .param(id)
                    .update();
        });
    }

    private Optional<String> body(String id) {
        return database.jdbc()
                .sql("select body from sandbox.project_group where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    private ObjectNode made(String id) {
        long last = database.jdbc()
                .sql("select coalesce(max(sort_order), 0) from sandbox.project_group")
                .query(Long.class)
                .single();
        ObjectNode group = Json.object();
        group.put("id", id);
        group.put("sortOrder", last + BELOW);
        group.put("showAll", true);
        return group;
    }

    private ObjectNode saved(ObjectNode group, String name) {
        group.put("name", name);
        database.jdbc()
                .sql("""
                    insert into sandbox.project_group (id, sort_order, body) values (:id, :sortOrder, :body)
                    on conflict (id) do update set sort_order = excluded.sort_order, body = excluded.body
                    """)
                .param("id", group.path("id").stringValue())
                .param("sortOrder", group.path("sortOrder").longValue())
                .param("body", group.toString())
                .update();
        return group;
    }
}
