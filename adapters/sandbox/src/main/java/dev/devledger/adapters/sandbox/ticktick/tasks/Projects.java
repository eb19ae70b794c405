package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What can be done to lists. The Inbox is not one of them: it can be neither read, changed nor deleted here. */
public record Projects(SandboxDatabase database, ProjectRows rows, Quota quota, Clock clock) {
    private static final long ON_TOP = 1L << 40;
    private static final Set<String> VIEWS = Set.of("list", "kanban", "timeline");
    private static final Set<String> KINDS = Set.of("TASK", "NOTE");

    public String page(long offset, long limit) {
        return TaskReads.list(rows.page(offset, limit));
    }

    public Optional<String> find(String id) {
        return rows.body(id);
    }

    public ObjectNode create(Given body) {
        if (body.text("name").orElse("").isBlank()) throw Refusal.invalid("A name is required");
        return database.change(() -> {
            if (!quota.hasRoomForAList()) throw Refusal.quota();
            ObjectNode project = Json.object();
            project.put("id", Marks.id(clock.instant()));
            project.put("sortOrder", rows.top() - ON_TOP);
            project.put("viewMode", "list");
            project.put("kind", "TASK");
            return saved(project, body);
        });
    }

    public Optional<ObjectNode> update(String id, Given body) {
        return database.change(() -> rows.body(id).map(Json::stored).map(project -> saved(project, body)));
    }

    /** In the app a list can also be put into a group and closed; an empty group takes it out. */
    public Optional<ObjectNode> updateInApp(String id, Given body) {
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
            return true;
        });
    }

    /** Neither a group nor closing can be written: those fields are passed over. */
    private ObjectNode saved(ObjectNode project, Given body) {
        body.text("name").filter(name -> !name.isBlank()).ifPresent(name -> project.put("name", Names.cut(name)));
        body.text("color").ifPresent(color -> Json.putUnlessEmpty(project, "color", color));
        body.number("sortOrder").ifPresent(order -> project.put("sortOrder", order));
        body.text("viewMode").filter(VIEWS::contains).ifPresent(view -> project.put("viewMode", view));
        body.text("kind").filter(KINDS::contains).ifPresent(kind -> project.put("kind", kind));
        rows.save(project);
        return project;
    }
}
