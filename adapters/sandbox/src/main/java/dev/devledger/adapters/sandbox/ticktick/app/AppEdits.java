package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits as a user makes them in the app. Each edit changes {@code etag}, {@code etimestamp} and {@code modifiedTime};
 * docs/ticktick.md, section 11, behaviour 44. The result is empty if the task does not exist or was deleted.
 */
public record AppEdits(
        SandboxDatabase database, TaskRows rows, ProjectRows projects, Account account, Tasks tasks, Clock clock) {

    Optional<ObjectNode> find(String id) {
        return rows.find(id).filter(stored -> !stored.deleted()).map(TaskRows.Stored::body);
    }

    public ObjectNode create(RequestFields fields) {
        return tasks.create(fields);
    }

    /** Edits fields, named as in the API; {@link #move} changes the list. */
    public Optional<ObjectNode> edit(String id, ObjectNode fields) {
        return find(id).flatMap(task -> {
            ObjectNode change = fields.deepCopy();
            change.put("id", id).set("projectId", task.get("projectId"));
            return tasks.update(id, new RequestFields(change), Tasks.EditOrigin.APP);
        });
    }

    public Optional<ObjectNode> complete(String id) {
        return changed(id, task -> tasks.complete(list(task), id));
    }

    public Optional<ObjectNode> abandon(String id) {
        return edit(id, Json.object().put("status", -1));
    }

    public Optional<ObjectNode> reopen(String id) {
        return edit(id, Json.object().put("status", 0));
    }

    /** Sets the parent; an empty text detaches the task. */
    public Optional<ObjectNode> parent(String id, String parent) {
        return edit(id, Json.object().put("parentId", parent));
    }

    /** Deletes a task. Returns the task as it was before. */
    public Optional<ObjectNode> delete(String id) {
        Optional<ObjectNode> task = find(id);
        task.ifPresent(found -> tasks.delete(list(found), id));
        return task;
    }

    /** Moves a task with all its subtasks, and detaches it from its parent. */
    public Optional<ObjectNode> move(String id, String toList) {
        String to = account.project(toList);
        return database.change(() -> {
            if (!isList(to)) throw Refusal.invalid("Unknown list");
            return changed(id, task -> {
                if (list(task).equals(to)) return;
                task.remove("parentId");
                moveAll(task, to);
            });
        });
    }

    private void moveAll(ObjectNode task, String to) {
        List<String> children = rows.children(id(task));
        task.put("sortOrder", tasks.onTop(to));
        task.put("projectId", to);
        task.remove(List.of("columnId", "columnName"));
        save(task);
        for (String child : children.reversed()) find(child).ifPresent(below -> moveAll(below, to));
    }

    /** Restores a task from the trash, with its old id: into its list, or into the Inbox if the list is gone. */
    public Optional<ObjectNode> restore(String id) {
        return database.change(
                () -> rows.find(id).filter(TaskRows.Stored::deleted).map(stored -> {
                    ObjectNode task = stored.body();
                    if (!isList(list(task))) task.put("projectId", account.inboxId());
                    boolean orphan = find(task.path("parentId").asString(""))
                            .filter(parent -> list(parent).equals(list(task)))
                            .isEmpty();
                    if (orphan) task.remove("parentId");
                    rows.restore(id);
                    save(task);
                    return task;
                }));
    }

    private Optional<ObjectNode> changed(String id, Consumer<ObjectNode> change) {
        find(id).ifPresent(change);
        return find(id);
    }

    private void save(ObjectNode task) {
        GeneratedValues.modified(task, clock.instant());
        rows.save(task);
    }

    private boolean isList(String id) {
        return account.isInbox(id) || projects.exists(id);
    }

    private static String id(ObjectNode task) {
        return task.path("id").stringValue();
    }

    private static String list(ObjectNode task) {
        return task.path("projectId").stringValue();
    }
}
