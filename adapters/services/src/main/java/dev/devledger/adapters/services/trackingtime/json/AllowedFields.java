package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.format.FormulaGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of TrackingTime's objects that replies may contain. No other fields are passed on: answers also have
 * tokens, invitations, calendar links, e-mail addresses and rates. Names and forms are TrackingTime's.
 */
public enum AllowedFields {
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
    /** A single entry. */
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
    /** The worked and estimated time of an object. */
    TIMES("id name accumulated_time accumulated_time_display worked_hours estimated_time"),
    DAYS("id user_id name days.date days.accumulated_time days.worked_hours"),
    FOUND("id name type is_archived project project.id project.name project_id customer customer.id customer.name"),
    /** A project with tasks of one person. */
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

    AllowedFields(String paths) {
        this.paths = paths;
    }

    private List<List<String>> split() {
        return Arrays.stream(paths.split(" "))
                .map(path -> List.of(path.split("\\.")))
                .toList();
    }

    /** Returns the allowed fields that are neither null nor empty. */
    public ObjectNode of(JsonNode object) {
        return of(object, split());
    }

    public ArrayNode all(Iterable<JsonNode> objects) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List<List<String>> split = split();
        objects.forEach(each -> all.add(of(each, split)));
        return all;
    }

    /** Returns the allowed fields of an object; a plain text or number becomes an object with it as its value. */
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

    /**
     * @param plain true if the value may be a plain text or number; of an object only allowed fields are ever returned
     */
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

    /**
     * The columns of a table of entries that replies may contain. Any other column is left out, as an unknown column
     * may be a rate or a token.
     */
    public static final class Columns {
        private static final Set<String> SHOWN =
                Set.of(("id, date, start, end, start date, end date, duration, hours, timezone, user, user id,"
                                + " customer, customer id, project, project id, task, task id, service, service id, notes,"
                                + " tags, is billed, is billable, is archived, estimated time, due date, event type")
                        .split(", "));
        /** The suffix of the account's custom fields in the head of the table. */
        private static final String CUSTOM = " (event cf)";

        /** Matches a number, which may be negative, but no formula. */
        private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,:]*");

        private Columns() {}

        /** @param leftOut the names of the columns that were left out */
        public record Shown(String csv, List<String> leftOut) {}

        public static Shown of(String csv, char separator) {
            List<List<String>> rows = rows(csv, separator);
            List<String> head = rows.isEmpty() ? List.of() : rows.getFirst();
            int[] kept = IntStream.range(0, head.size())
                    .filter(i -> isShown(head.get(i)))
                    .toArray();
            String some = rows.stream().map(row -> line(row, kept, separator)).collect(Collectors.joining());
            return new Shown(some, head.stream().filter(each -> !isShown(each)).toList());
        }

        private static boolean isShown(String head) {
            String name = head.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            return SHOWN.contains(name) || name.endsWith(CUSTOM);
        }

        private static String line(List<String> row, int[] kept, char separator) {
            return IntStream.of(kept)
                            .mapToObj(i -> i < row.size() ? quoted(row.get(i), separator) : "")
                            .collect(Collectors.joining(String.valueOf(separator)))
                    + "\r\n";
        }

        private static String quoted(String said, char separator) {
            String cell = NUMBER.matcher(said).matches() ? said : FormulaGuard.guarded(said);
            boolean plain = cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
            return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }

        private static List<List<String>> rows(String csv, char separator) {
            List<List<String>> rows = new ArrayList<>();
            List<String> row = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < csv.length(); i++) {
                char c = csv.charAt(i);
                if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (c == '"' && (quoted || cell.isEmpty())) {
                    quoted = !quoted;
                } else if (!quoted && (c == separator || c == '\n')) {
                    row.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (quoted || c != '\r') {
                    cell.append(c);
                }
            }
            if (!cell.isEmpty() || !row.isEmpty()) {
                row.add(cell.toString());
                rows.add(row);
            }
            return rows;
        }
    }
}
