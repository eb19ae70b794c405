package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The checklists of tasks. */
public record Checklists(TaskWrites writes, TaskTable table, TaskFinder door, SandboxClock clock) {

    public ObjectNode add(Caller caller, Task task, RequestFields given) {
        ObjectNode checklist =
                Json.object().put("id", UUID.randomUUID().toString()).put("task_id", task.id());
        checklist.put("name", given.text("name").orElse("Checklist"));
        checklist.put("date_created", String.valueOf(clock.millis()));
        checklist.put("orderindex", task.checklists().size()).put("creator", caller.user());
        checklist.put("resolved", 0).put("unresolved", 0).putArray("items");
        writes.surroundings(
                caller, task, changed -> changed.json().withArray("checklists").add(checklist));
        return checklist;
    }

    public ObjectNode change(Caller caller, String checklist, RequestFields given) {
        return changed(caller, checklist, found -> {
            given.text("name").ifPresent(name -> found.put("name", name));
            given.number("position").ifPresent(place -> found.put("orderindex", place));
        });
    }

    public void delete(Caller caller, String checklist) {
        Task task = taskWith(caller, checklist);
        writes.surroundings(caller, task, changed -> changed.json()
                .withArray("checklists")
                .removeIf(each -> isNamed(each, checklist)));
    }

    public ObjectNode addItem(Caller caller, String checklist, RequestFields given) {
        return changed(caller, checklist, found -> {
            ArrayNode items = found.withArray("items");
            ObjectNode item = Json.object().put("id", UUID.randomUUID().toString());
            item.put("name", given.text("name").orElse(""));
            item.put("orderindex", items.size()).putNull("assignee");
            item.putNull("group_assignee")
                    .put("resolved", given.flag("resolved").orElse(false));
            item.putNull("parent")
                    .put("date_created", String.valueOf(clock.millis()))
                    .putArray("children");
            items.add(item);
        });
    }

    public ObjectNode changeItem(Caller caller, String checklist, String item, RequestFields given) {
        return changed(caller, checklist, found -> {
            ObjectNode changed = found.path("items")
                    .valueStream()
                    .filter(each -> isNamed(each, item))
                    .map(ObjectNode.class::cast)
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("Checklist item"));
            given.text("name").ifPresent(name -> changed.put("name", name));
            given.flag("resolved").ifPresent(resolved -> changed.put("resolved", resolved));
            given.number("assignee").ifPresent(user -> changed.put("assignee", user));
            given.text("parent").ifPresent(parent -> changed.put("parent", parent));
        });
    }

    public void deleteItem(Caller caller, String checklist, String item) {
        changed(caller, checklist, found -> found.withArray("items").removeIf(each -> isNamed(each, item)));
    }

    private ObjectNode changed(Caller caller, String checklist, Consumer<ObjectNode> change) {
        Task task = taskWith(caller, checklist);
        writes.surroundings(caller, task, changed -> {
            ObjectNode found = of(changed, checklist);
            change.accept(found);
            List<JsonNode> items = found.path("items").valueStream().toList();
            long resolved = items.stream()
                    .filter(each -> each.path("resolved").asBoolean(false))
                    .count();
            found.put("resolved", resolved).put("unresolved", items.size() - resolved);
        });
        return of(table.find(task.id()).orElseThrow(), checklist);
    }

    private static ObjectNode of(Task task, String checklist) {
        return task.checklists().stream()
                .filter(each -> isNamed(each, checklist))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Checklist"));
    }

    private static boolean isNamed(JsonNode node, String id) {
        return node.path("id").asString("").equals(id);
    }

    private Task taskWith(Caller caller, String checklist) {
        Task task = table.rows()
                .one(
                        "not deleted and strpos(body, ?) > 0 and body::jsonb -> 'checklists' @>"
                                + " jsonb_build_array(jsonb_build_object('id', ?::text))",
                        checklist,
                        checklist)
                .orElseThrow(() -> Refusal.notFound("Checklist"));
        return door.find(caller, task.id());
    }
}
