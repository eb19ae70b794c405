package dev.devledger.adapters.services.trackingtime.json;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of TrackingTime's objects leaves the client, and nothing else does: its answers hold tokens, invitations, links of
 * calendars, e-mail addresses and rates that nobody asked for. Names and forms are TrackingTime's.
 */
public enum Shape {
    PROJECT("id name type is_archived is_favorite is_public color notes delivery_date estimated_time accumulated_time"
            + " worked_hours customer customer.id customer.name customer_id service service.id service.name service_id"
            + " billing.is_billable is_billable default_view custom_fields.id custom_fields.name custom_fields.value"
            + " tasks.id tasks.name tasks.is_archived tasks.due_date tasks.estimated_time tasks.accumulated_time"
            + " tasks.users.id tasks.users.name tasks.subtasks.id tasks.subtasks.name task_lists.id task_lists.name"
            + " created_at updated_at"),
    TASK("id name type description project project.id project.name project_id customer customer.id customer.name"
            + " customer_id service service.id service.name service_id list_id list_name list_position index due_date"
            + " start_date end_date estimated_time accumulated_time worked_hours is_archived tracking tracking_event.id"
            + " tracking_event.start tracking_event.timezone tracking_event.user_id user.id user.name user.surname"
            + " users.id users.name users.surname users.status users.event.id users.event.start billing.is_billable"
            + " is_billable custom_fields.id custom_fields.name custom_fields.value subtasks.id subtasks.name"
            + " created_at updated_at"),
    /** An entry as it is told alone. */
    ENTRY("id account_id start end duration timezone notes event_type is_billable is_billed user_id user.id user.name"
            + " user.surname task_id task.id task.name project_id project project.id project.name customer_id customer"
            + " customer.id customer.name service_id service service.id service.name tags.n tags.v tags.name tags.value"
            + " custom_fields.id custom_fields.name custom_fields.value repeat frequency repeat_every repeat_group_id"
            + " created_at updated_at"),
    /** An entry in a list: start, end, duration, project, task, customer, service, user, note, billable, billed. */
    BRIEF("id s e d p pid t tid c cid se seid u uid n tz b bd a et dd ts.n ts.v ety er rf re rgi has_files"
            + " custom_fields.id custom_fields.name custom_fields.value"),
    USER("id name surname role status is_archived is_owner account_id timezone created_at worked_hours_today"
            + " worked_hours_this_week worked_hours_this_month permissions.can_edit_time_entries"
            + " permissions.can_edit_projects_and_tasks permissions.can_view_time_entries_from_others"
            + " permissions.can_view_others teams.account_id teams.company teams.role"),
    /** A customer or a service. */
    NAMED("id name notes is_archived contact.name contact.email total_projects active_projects archived_projects"
            + " worked_hours custom_fields.id custom_fields.name custom_fields.value created_at updated_at"),
    /** What of its kind was worked and estimated. */
    TIMES("id name accumulated_time accumulated_time_display worked_hours estimated_time"),
    DAYS("id user_id name days.date days.accumulated_time days.worked_hours"),
    FOUND("id name type is_archived project project.id project.name project_id customer customer.id customer.name"),
    /** A project with tasks of somebody. */
    GROUPED("id name color is_favorite tasks.id tasks.name tasks.is_archived tasks.due_date tasks.estimated_time"
            + " tasks.accumulated_time tasks.tracking"),
    ID("id"),
    COUNT("count"),
    REPORT("id name accumulated_time worked_hours estimated_time projects.id projects.name projects.accumulated_time"
            + " projects.worked_hours"),
    TAG("id name value type color notes n v c t"),
    GROUP("id name notes status supervisor_id users.id users.name users.surname"),
    TEAM("id account_id company status account_status role is_selected is_default is_archived"
            + " permissions.can_edit_time_entries permissions.can_edit_projects_and_tasks"
            + " permissions.can_view_time_entries_from_others permissions.can_view_others"),
    WEBHOOK("id events event_name grouped status"),
    NOTIFICATION("id type is_read created_at project_id task_id"),
    /** A table. */
    CSV("csv");

    private final String paths;

    Shape(String paths) {
        this.paths = paths;
    }

    private List<List<String>> split() {
        return Arrays.stream(paths.split(" "))
                .map(path -> List.of(path.split("\\.")))
                .toList();
    }

    /** What is null or empty is left out, too. */
    public ObjectNode of(JsonNode object) {
        return of(object, split());
    }

    public ArrayNode all(Iterable<JsonNode> objects) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List<List<String>> split = split();
        objects.forEach(each -> all.add(of(each, split)));
        return all;
    }

    /** Always an object: what is a text or a number by itself is its value. */
    private static ObjectNode of(JsonNode object, List<List<String>> paths) {
        if (object.isObject()) {
            return picked(object, paths);
        }
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        return object.isValueNode() && !object.isNull() ? one.set("value", object) : one;
    }

    private static ObjectNode picked(JsonNode object, List<List<String>> paths) {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        for (String field : paths.stream().map(List::getFirst).distinct().toList()) {
            List<List<String>> below = paths.stream()
                    .filter(path -> path.size() > 1 && path.getFirst().equals(field))
                    .map(path -> path.subList(1, path.size()))
                    .toList();
            boolean plain = paths.contains(List.of(field));
            JsonNode value = value(object.path(field), below, plain);
            if (!(value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty()))) {
                some.set(field, value);
            }
        }
        return some;
    }

    /** @param plain whether it may be a text or a number by itself; an object is never taken whole */
    private static JsonNode value(JsonNode value, List<List<String>> below, boolean plain) {
        if (value.isObject()) {
            return below.isEmpty() ? JsonNodeFactory.instance.missingNode() : picked(value, below);
        }
        if (value.isArray()) {
            ArrayNode each = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> {
                JsonNode some = value(item, below, plain);
                if (!some.isMissingNode()) {
                    each.add(some);
                }
            });
            return each;
        }
        return plain ? scalar(value) : JsonNodeFactory.instance.missingNode();
    }

    private static JsonNode scalar(JsonNode value) {
        return value.isContainer() ? JsonNodeFactory.instance.missingNode() : value;
    }
}
