package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.json.TickTickJson;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is written of a task (docs/ticktick.md, section 7). A field that is not named stays as it is; lists replace the
 * whole list, and empty ones clear it, as empty texts do.
 */
public final class TaskFields {
    private final ObjectNode fields = Wire.JSON.createObjectNode();

    private TaskFields() {}

    /** A new task. Its status is none of a create's fields: it is open. */
    public static TaskFields create(String projectId, String title) {
        return new TaskFields().put("title", title).put("projectId", projectId);
    }

    /** A change of the task; both ids belong in it, or nothing is done. */
    public static TaskFields update(String projectId, String taskId) {
        return new TaskFields().put("id", taskId).put("projectId", projectId);
    }

    /** All that was read, with what is not known here; what is stale in it is written back. */
    public static TaskFields whole(Api.Task task) {
        TaskFields whole = new TaskFields();
        whole.fields.setAll((ObjectNode) Wire.JSON.valueToTree(task));
        return whole;
    }

    public TaskFields title(String title) {
        return put("title", title);
    }

    /** The text of a TEXT or a NOTE. */
    public TaskFields content(String content) {
        return put("content", content);
    }

    /** The text of a CHECKLIST. */
    public TaskFields desc(String desc) {
        return put("desc", desc);
    }

    /** TEXT, NOTE or CHECKLIST; goes with the items and both texts. */
    public TaskFields kind(String kind) {
        return put("kind", kind);
    }

    /** The whole list: kept items with their ids, new ones without. */
    public TaskFields items(List<Api.Item> items) {
        return put("items", Wire.JSON.valueToTree(items));
    }

    /** 0 none, 1 low, 3 medium, 5 high. */
    public TaskFields priority(int priority) {
        return put("priority", Wire.JSON.valueToTree(priority));
    }

    /** -1 abandoned, 0 open; 2 completed in a batch alone. */
    public TaskFields status(int status) {
        return put("status", Wire.JSON.valueToTree(status));
    }

    /** Both dates; null clears, and with the due date the repetition goes. */
    public TaskFields dates(@Nullable When start, @Nullable When due, ZoneId zone) {
        TickTickJson.putDates(fields, start, due, zone);
        return this;
    }

    /** Such as {@code TRIGGER:-PT30M}. */
    public TaskFields reminders(List<String> reminders) {
        return put("reminders", Wire.JSON.valueToTree(reminders));
    }

    /** {@code RRULE:…}, or empty to clear; dropped where the task has no date. */
    public TaskFields repeatFlag(String rule) {
        return put("repeatFlag", rule);
    }

    public TaskFields tags(Collection<String> tags) {
        return put("tags", Wire.JSON.valueToTree(tags));
    }

    public TaskFields sortOrder(long sortOrder) {
        return put("sortOrder", Wire.JSON.valueToTree(sortOrder));
    }

    /** A task of the same project, or null to detach, which TickTick wants as an empty text: it ignores null. */
    public TaskFields parent(@Nullable String parentId) {
        return put("parentId", parentId == null ? "" : parentId);
    }

    /** Any other field. */
    public TaskFields put(String field, JsonNode value) {
        fields.set(field, value);
        return this;
    }

    private TaskFields put(String field, String text) {
        fields.put(field, text);
        return this;
    }

    @Nullable
    String text(String field) {
        return fields.path(field).asString(null);
    }

    ObjectNode json() {
        return fields.deepCopy();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
