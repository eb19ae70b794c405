package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.Statuses;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a task that are not changes of its fields: of its lists and dependencies, and merges. */
public record TaskRelationWrites(
        TaskWrites writes, TaskTable table, TaskFinder door, Places places, SandboxClock clock) {

    /**
     * Moves a task with its subtasks to another home list. A moved subtask leaves its parent. The task stays in its
     * further lists.
     */
    public Task move(Caller caller, Task task, StoredObject list, RequestFields given) {
        if (task.list().equals(list.id())) return task;
        if (task.parent().isPresent() && places.circumstances().has(ClickUpHabit.SUBTASKS_STAY))
            throw Refusal.input("Only root tasks can be moved");
        Map<String, String> mapped = given.objects("status_mappings").stream()
                .collect(Collectors.toMap(
                        each -> each.text("source_status").orElse("").toLowerCase(Locale.ROOT),
                        each -> each.text("destination_status").orElse(""),
                        (first, second) -> second));
        Task moved = moved(caller, task, list, mapped, task.parent().isPresent());
        return table.find(moved.id()).orElseThrow();
    }

    private Task moved(Caller caller, Task task, StoredObject list, Map<String, String> mapped, boolean detached) {
        List<Task> below = table.children(task.id());
        Task moved = writes.change(caller, task, true, changed -> {
            changed.json().put("list", list.id());
            if (detached) changed.json().putNull("parent");
            List<String> extra = new ArrayList<>(changed.texts("extra"));
            extra.remove(list.id());
            changed.putTexts("extra", extra);
            TaskFields.into(changed, statusIn(places.statuses(list), task, mapped), clock.millis());
        });
        for (Task each : below) moved(caller, each, list, mapped, false);
        return moved;
    }

    /**
     * Finds the status in the new list: the mapped status, otherwise the status with the same name, otherwise the first
     * status of the same type.
     */
    private static ObjectNode statusIn(Statuses statuses, Task task, Map<String, String> mapped) {
        String wanted = mapped.getOrDefault(task.status().toLowerCase(Locale.ROOT), task.status());
        Optional<ObjectNode> named = statuses.named(wanted, false);
        return named.or(() -> statuses.all().stream()
                        .filter(each -> each.path("type").asString("").equals(task.statusType()))
                        .findFirst())
                .orElseGet(statuses::first);
    }

    /** Adds a task to a further list beside its home, or removes it from one. */
    public void placeIn(Caller caller, Task task, StoredObject list, boolean in) {
        writes.surroundings(caller, task, changed -> {
            List<String> extra = new ArrayList<>(changed.texts("extra"));
            extra.remove(list.id());
            if (in && !list.id().equals(changed.list())) extra.add(list.id());
            changed.putTexts("extra", extra);
        });
    }

    /** Adds or removes a dependency. The other task may be deleted. */
    public void depend(Caller caller, Task task, RequestFields given, boolean added) {
        Optional<String> on = given.text("depends_on");
        Optional<String> of = given.text("dependency_of").or(() -> given.text("depedency_of"));
        if (on.isEmpty() && of.isEmpty()) throw Refusal.input("depends_on or dependency_of is required");
        on.ifPresent(other -> depend(caller, task.id(), other, added));
        of.ifPresent(other -> depend(caller, other, task.id(), added));
    }

    private boolean waits(String task, String on, Set<String> seen) {
        if (task.equals(on) || !seen.add(task)) return task.equals(on);
        return table.find(task).stream()
                .flatMap(each -> each.json().path("dependencies").valueStream())
                .filter(each -> each.path("task_id").asString("").equals(task))
                .anyMatch(each -> waits(each.path("depends_on").asString(""), on, seen));
    }

    private void depend(Caller caller, String waiting, String first, boolean added) {
        if (added && waits(first, waiting, new HashSet<>()))
            throw Refusal.input("Dependency would make the tasks wait for each other");
        ObjectNode dependency =
                Json.object().put("task_id", waiting).put("depends_on", first).put("type", 1);
        dependency.put("date_created", String.valueOf(clock.millis())).put("userid", String.valueOf(caller.user()));
        for (String end : List.of(waiting, first)) {
            Task task = table.find(end).orElseThrow(() -> places.unknown("Task"));
            writes.surroundings(caller, task, changed -> {
                ArrayNode all = changed.json().withArray("dependencies");
                all.removeIf(each -> each.path("task_id").asString("").equals(waiting)
                        && each.path("depends_on").asString("").equals(first));
                if (added) all.add(dependency);
            });
        }
    }

    /** Merges tasks into one, which gets their subtasks and tags. The merged tasks are deleted. */
    public Task merge(Caller caller, Task into, RequestFields given) {
        for (var source : given.items("source_task_ids")) {
            Task merged = door.find(caller, source.asString(""));
            if (merged.id().equals(into.id())) throw Refusal.input("A task cannot be merged into itself");
            for (Task child : table.children(merged.id()))
                writes.change(caller, child, true, each -> each.json()
                        .put("parent", into.id())
                        .put("list", into.list()));
            for (String tag : merged.texts("tags"))
                writes.addTag(caller, table.find(into.id()).orElseThrow(), tag);
            writes.delete(table.find(merged.id()).orElseThrow());
        }
        return table.find(into.id()).orElseThrow();
    }
}
