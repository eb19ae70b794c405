package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.EventPlace;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.HistoryItem;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes tasks. Each request is one change, and webhooks are told of it. */
public record TaskWrites(
        TaskTable table,
        TaskFinder door,
        Places places,
        People people,
        CustomFields fields,
        SandboxClock clock,
        WebhookEvents hooks) {
    private TaskNews news() {
        return new TaskNews(hooks);
    }

    public Task create(Caller caller, StoredObject list, RequestFields given) {
        long now = clock.millis();
        Task task = blank(table.newId(), list, caller, now);
        TaskFields sent = new TaskFields(task, given, circumstances());
        if (!given.has("name")) throw new Refusal(400, "INPUT_005", "Task name invalid");
        sent.texts();
        TaskFields.into(task, places.statuses(list).first(), now);
        sent.status(places.statuses(list), now, () -> new Refusal(400, "CRTSK_001", "Status not found"));
        sent.priority();
        sent.dates(people.zone(caller));
        sent.numbers();
        given.text("parent").ifPresent(parent -> put(caller, task, parent));
        task.put("assignees", members(list, given.integers("assignees")));
        for (var tag : given.items("tags")) tag(task, list, tag.asString(""));
        for (RequestFields field : given.objects("custom_fields"))
            fields.set(
                    task,
                    fields.at(list),
                    field.text("id").orElse(""),
                    field.json().path("value"));
        custom(task, list);
        table.insert(task);
        given.text("links_to").ifPresent(other -> link(task, other, caller, true));
        news().created(task, door.where(task), caller.user(), now);
        return task;
    }

    private static Task blank(String id, StoredObject list, Caller caller, long now) {
        ObjectNode json = Json.object().put("id", id);
        for (String none : List.of("custom_id", "parent", "priority", "due_date", "start_date", "done", "closed"))
            json.putNull(none);
        for (String none : List.of("points", "time_estimate")) json.putNull(none);
        for (String empty : List.of("assignees", "tags", "checklists", "dependencies", "links", "extra"))
            json.putArray(empty);
        json.putObject("fields");
        json.put("text", "").put("markdown", "").put("list", list.id()).put("creator", caller.user());
        json.put("created", now).put("updated", now).put("archived", false).put("deleted", false);
        json.put("orderindex", now + ".00000000000000000000000000000000");
        return new Task(json);
    }

    /** Gives the task a custom id, if its space has such ids. */
    private void custom(Task task, StoredObject list) {
        places.parent(list, Places.SPACE)
                .filter(space -> space.body()
                        .path("features")
                        .path("custom_task_ids")
                        .path("enabled")
                        .asBoolean(false))
                .ifPresent(space -> task.json()
                        .put("custom_id", "DEV-" + places.things().database().nextId()));
    }

    /** Updates a task. Every request counts as an update; unknown fields are ignored. */
    public Task update(Caller caller, Task task, RequestFields given) {
        StoredObject list = door.listOf(task);
        return change(caller, task, true, changed -> {
            TaskFields sent = new TaskFields(changed, given, circumstances());
            sent.texts();
            sent.status(
                    places.statuses(list), clock.millis(), () -> new Refusal(400, "ITEM_114", "Status does not exist"));
            sent.priority();
            sent.dates(people.zone(caller));
            sent.numbers();
            given.text("parent").ifPresent(parent -> put(caller, changed, parent));
            given.object("assignees").ifPresent(change -> assign(changed, list, change));
        });
    }

    private void assign(Task task, StoredObject list, RequestFields change) {
        Set<Long> assignees = new LinkedHashSet<>(task.assignees());
        assignees.addAll(members(list, change.integers("add")));
        assignees.removeAll(change.integers("rem"));
        task.put("assignees", List.copyOf(assignees));
    }

    private List<Long> members(StoredObject list, List<Long> users) {
        StoredObject team =
                places.things().present(Places.TEAM, list.text("_team")).orElseThrow();
        return users.stream()
                .filter(user -> people.isMember(team, user))
                .distinct()
                .toList();
    }

    /**
     * Sets the parent. The word {@code none} detaches the task. The parent must be in the same list, and must not be
     * below the task.
     */
    private void put(Caller caller, Task task, String parent) {
        if (parent.equals("none")) {
            task.json().putNull("parent");
            return;
        }
        Task above = door.find(caller, parent);
        if (!above.list().equals(task.list())) throw new Refusal(400, "ITEM_137", "Parent not child of list");
        for (Task each = above; ; each = table.find(each.parent().orElseThrow()).orElseThrow()) {
            if (each.id().equals(task.id())) throw Refusal.input("A task cannot be below itself");
            if (each.parent().isEmpty()) break;
        }
        task.json().put("parent", parent);
    }

    public Task addTag(Caller caller, Task task, String name) {
        return change(caller, task, movesUpdated(), changed -> tag(changed, door.listOf(task), name));
    }

    public Task removeTag(Caller caller, Task task, String name) {
        return change(caller, task, movesUpdated(), changed -> {
            List<String> tags = new ArrayList<>(changed.texts("tags"));
            tags.removeIf(name::equalsIgnoreCase);
            changed.putTexts("tags", tags);
        });
    }

    /** Adds a tag to the task, and also to the space if the space does not have it. */
    private void tag(Task task, StoredObject list, String sent) {
        String name = circumstances().has(ClickUpHabit.TAGS_KEEP_THEIR_CASE) ? sent : sent.toLowerCase(Locale.ROOT);
        if (name.isBlank()) return;
        List<String> tags = new ArrayList<>(task.texts("tags"));
        if (tags.stream().noneMatch(name::equalsIgnoreCase)) tags.add(name);
        task.putTexts("tags", tags);
        String id = list.text("_space") + "/" + name.toLowerCase(Locale.ROOT);
        if (places.things().present("tag", id).isEmpty())
            places.things()
                    .add(new StoredObject(
                            "tag",
                            id,
                            StoredObject.key(Places.SPACE, list.text("_space")),
                            Json.object()
                                    .put("name", name)
                                    .put("tag_fg", "#fff")
                                    .put("tag_bg", "#536cfe")));
    }

    public Task link(Task task, String other, Caller caller, boolean linked) {
        change(caller, task, movesUpdated(), changed -> links(changed, other, caller.user(), linked));
        table.find(other)
                .ifPresent(its -> change(
                        caller, its, movesUpdated(), changed -> links(changed, task.id(), caller.user(), linked)));
        return table.find(task.id()).orElseThrow();
    }

    private void links(Task task, String other, long user, boolean linked) {
        var links = task.json().withArray("links");
        links.removeIf(link -> link.path("link_id").asString("").equals(other));
        if (linked)
            links.addObject()
                    .put("task_id", task.id())
                    .put("link_id", other)
                    .put("date_created", String.valueOf(clock.millis()))
                    .put("userid", String.valueOf(user));
    }

    /** @param updated true if the change sets {@code date_updated} */
    public Task change(Caller caller, Task task, boolean updated, Consumer<Task> change) {
        Task changed = task.copy();
        change.accept(changed);
        long now = clock.millis();
        if (updated) changed.json().put("updated", now);
        table.save(changed);
        news().changed(task, changed, door.where(changed), caller.user(), now);
        return changed;
    }

    /** Deletes a task with all its subtasks. Webhooks are told of the task only. */
    public void delete(Task task) {
        news().deleted(door.where(task));
        erase(task);
    }

    private void erase(Task task) {
        table.children(task.id()).forEach(this::erase);
        task.json().put("deleted", true);
        table.save(task);
    }

    /** Deletes all tasks whose home is the deleted list. */
    public void eraseAll(StoredObject list) {
        table.inList(list.id()).forEach(this::erase);
    }

    public void surroundings(Caller caller, Task task, Consumer<Task> change) {
        change(caller, task, movesUpdated(), change);
    }

    /** Finds a task, also a deleted one. */
    public Optional<Task> find(String id) {
        return table.find(id);
    }

    private boolean movesUpdated() {
        return !circumstances().has(ClickUpHabit.SURROUNDINGS_LEAVE_UPDATED);
    }

    ClickUpBehaviour circumstances() {
        return places.circumstances();
    }

    /** Tells webhooks of the changes of a task. */
    record TaskNews(WebhookEvents hooks) {
        private static final String UPDATED = "taskUpdated";
        /** The events of changes of single fields; each such change is also told as an update. */
        private static final Map<String, String> EVENTS = Map.of(
                "status", "taskStatusUpdated",
                "priority", "taskPriorityUpdated",
                "assignees", "taskAssigneeUpdated",
                "due_date", "taskDueDateUpdated",
                "tags", "taskTagUpdated",
                "time_estimate", "taskTimeEstimateUpdated",
                "list", "taskMoved");

        private static final Map<String, String> NAMES =
                Map.of("assignees", "assignee_add", "tags", "tag", "list", "section_moved", "text", "content");
        private static final List<String> FIELDS = List.of(
                "name",
                "text",
                "status",
                "priority",
                "assignees",
                "due_date",
                "start_date",
                "tags",
                "time_estimate",
                "list",
                "parent",
                "archived",
                "checklists",
                "fields",
                "points");

        /** Tells webhooks of a new task, in two deliveries. The item about the status is in both, with the same id. */
        void created(Task task, EventPlace where, long user, long at) {
            ObjectNode none = Json.object();
            none.putNull("status");
            HistoryItem status = HistoryItem.of("status", none, task.json().path("status"), user, at);
            HistoryItem creation = HistoryItem.of("task_creation", none.path("status"), none.path("status"), user, at);
            hooks.tell("taskCreated", where, List.of(status, creation));
            hooks.tell("taskStatusUpdated", where, List.of(status));
        }

        void changed(Task before, Task after, EventPlace where, long user, long at) {
            Map<String, List<HistoryItem>> events = new LinkedHashMap<>();
            List<HistoryItem> all = new ArrayList<>();
            for (String field : FIELDS) {
                JsonNode was = before.json().path(field);
                JsonNode is = after.json().path(field);
                if (was.equals(is)) continue;
                HistoryItem item = HistoryItem.of(NAMES.getOrDefault(field, field), orNull(was), orNull(is), user, at);
                all.add(item);
                String event = EVENTS.get(field);
                if (event != null)
                    events.computeIfAbsent(event, key -> new ArrayList<>()).add(item);
            }
            events.forEach((event, items) -> hooks.tell(event, where, items));
            if (!all.isEmpty()) hooks.tell(UPDATED, where, all);
        }

        void deleted(EventPlace where) {
            hooks.tell("taskDeleted", where);
        }

        private static JsonNode orNull(JsonNode value) {
            return value.isMissingNode() ? Json.object().putNull("x").path("x") : value;
        }
    }
}
