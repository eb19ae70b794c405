package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks in the form of the API's answers. */
public record TaskAnswers(
        Places places, People people, CustomFields fields, PlaceAnswers placeAnswers, TaskTable table) {
    private static final List<String> DATES = List.of("due_date", "start_date");

    /** The lists, people and fields of all tasks of one answer, each read once. */
    private final class Seen {
        private final Map<String, Optional<StoredObject>> lists = new HashMap<>();
        private final Map<Long, ObjectNode> people = new HashMap<>();
        private final Map<String, List<StoredObject>> fields = new HashMap<>();
        private final Map<String, JsonNode> folders = new HashMap<>();
        private final Map<String, String> tops = new HashMap<>();

        @Nullable
        StoredObject list(String id) {
            return lists.computeIfAbsent(id, key -> places.things().find(Places.LIST, key))
                    .orElse(null);
        }

        ObjectNode person(long id) {
            return people.computeIfAbsent(id, TaskAnswers.this.people::brief);
        }

        JsonNode folder(StoredObject list) {
            return folders.computeIfAbsent(list.id(), key -> placeAnswers.folderOf(list));
        }

        String top(String parent) {
            return tops.computeIfAbsent(parent, TaskAnswers.this::top);
        }

        List<StoredObject> fields(StoredObject list) {
            return fields.computeIfAbsent(list.id(), key -> TaskAnswers.this.fields.at(list));
        }
    }

    public ArrayNode all(List<Task> tasks, boolean markdown) {
        Seen seen = new Seen();
        return Json.nodes(tasks.stream()
                .map(task -> withTextForNumbers(one(task, seen, markdown)))
                .toList());
    }

    /** Turns numbers into texts, for an answer with several tasks; an answer with one task has numbers. */
    private static ObjectNode withTextForNumbers(ObjectNode task) {
        JsonNode estimate = task.path("time_estimate");
        if (estimate.isNumber()) task.put("time_estimate", String.valueOf(estimate.longValue()));
        return task;
    }

    public ObjectNode one(Task task, boolean markdown) {
        return one(task, new Seen(), markdown);
    }

    /** Returns a task with its direct subtasks. */
    public ObjectNode withSubtasks(Task task, boolean markdown) {
        ObjectNode answer = one(task, markdown);
        answer.set("subtasks", all(table.children(task.id()), markdown));
        return answer;
    }

    private ObjectNode one(Task task, Seen seen, boolean markdown) {
        ObjectNode answer = Json.object().put("id", task.id());
        answer.put(
                "custom_id", task.optional("custom_id").map(id -> id.asString()).orElse(null));
        answer.put("custom_item_id", task.number("custom_item_id").orElse(0L));
        answer.put("name", task.name()).put("text_content", task.text("text")).put("description", task.text("text"));
        if (markdown) answer.put("markdown_description", task.text("markdown"));
        answer.set("status", task.json().path("status"));
        answer.put("orderindex", task.text("orderindex"));
        history(answer, task);
        answer.put("archived", task.is("archived"));
        people(answer, task, seen);
        answer.set("checklists", task.json().path("checklists"));
        tags(answer, task);
        answer.put("parent", task.parent().orElse(null));
        answer.put("top_level_parent", task.parent().map(seen::top).orElse(null));
        answer.set("priority", task.json().path("priority"));
        dates(answer, task);
        effort(answer, task);
        answer.set("dependencies", task.json().path("dependencies"));
        answer.set("linked_tasks", task.json().path("links"));
        placed(answer, task, seen);
        answer.put("url", "https://app.clickup.com/t/" + task.id());
        answer.putObject("sharing").put("public", false);
        answer.put("permission_level", "create");
        return answer;
    }

    private static void history(ObjectNode answer, Task task) {
        for (String when : List.of("created", "updated", "closed", "done"))
            put(answer, "date_" + when, task.number(when));
    }

    private static void effort(ObjectNode answer, Task task) {
        answer.set("points", task.json().path("points"));
        answer.set("time_estimate", task.json().path("time_estimate"));
        task.number("spent").ifPresent(spent -> answer.put("time_spent", spent));
    }

    private static void people(ObjectNode answer, Task task, Seen seen) {
        answer.set("creator", seen.person(task.number("creator").orElse(0L)));
        ArrayNode assignees = answer.putArray("assignees");
        task.assignees().forEach(each -> assignees.add(seen.person(each)));
        answer.putArray("group_assignees");
        answer.putArray("watchers").add(seen.person(task.number("creator").orElse(0L)));
    }

    private void tags(ObjectNode answer, Task task) {
        ArrayNode tags = answer.putArray("tags");
        for (String name : task.texts("tags"))
            tags.addObject()
                    .put("name", name)
                    .put("tag_fg", "#fff")
                    .put("tag_bg", "#536cfe")
                    .put("creator", 0);
    }

    private void dates(ObjectNode answer, Task task) {
        for (String date : DATES) {
            put(answer, date, task.number(date));
            if (!places.circumstances().has(ClickUpHabit.NO_TIME_FLAGS))
                answer.put(date + "_time", task.number(date).isPresent() && task.is(date + "_time"));
        }
    }

    private void placed(ObjectNode answer, Task task, Seen seen) {
        StoredObject list = seen.list(task.list());
        ArrayNode others = answer.putArray("locations");
        for (String id : task.texts("extra")) {
            StoredObject other = seen.list(id);
            if (other != null) others.addObject().put("id", id).put("name", other.text("name"));
        }
        if (list == null) return;
        answer.put("team_id", list.text("_team"));
        answer.set("custom_fields", fields.values(seen.fields(list), task));
        answer.putObject("list")
                .put("id", list.id())
                .put("name", list.text("name"))
                .put("access", true);
        answer.set("project", seen.folder(list));
        answer.set("folder", seen.folder(list));
        answer.putObject("space").put("id", list.text("_space"));
    }

    private String top(String parent) {
        return table.find(parent).flatMap(Task::parent).map(this::top).orElse(parent);
    }

    private static void put(ObjectNode answer, String field, Optional<Long> millis) {
        answer.put(field, millis.map(String::valueOf).orElse(null));
    }
}
