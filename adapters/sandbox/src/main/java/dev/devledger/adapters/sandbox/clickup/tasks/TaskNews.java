package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.hooks.HistoryItem;
import dev.devledger.adapters.sandbox.clickup.hooks.Hooks;
import dev.devledger.adapters.sandbox.clickup.hooks.Where;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the webhooks what became of a task. */
record TaskNews(Hooks hooks) {
    private static final String UPDATED = "taskUpdated";
    /** Fields with an event of their own; a change of any field is also an update. */
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

    /** The one item about the status is in both deliveries, under the same id. */
    void created(Task task, Where where, long user, long at) {
        ObjectNode none = Json.object();
        none.putNull("status");
        HistoryItem status = HistoryItem.of("status", none, task.json().path("status"), user, at);
        HistoryItem creation = HistoryItem.of("task_creation", none.path("status"), none.path("status"), user, at);
        hooks.tell("taskCreated", where, List.of(status, creation));
        hooks.tell("taskStatusUpdated", where, List.of(status));
    }

    void changed(Task before, Task after, Where where, long user, long at) {
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

    void deleted(Where where) {
        hooks.tell("taskDeleted", where);
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? Json.object().putNull("x").path("x") : value;
    }
}
