package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.NotDone;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a call. A field that ClickUp does not have is refused: ClickUp would answer with a yes and do nothing
 * ({@code dueDate} for {@code due_date}).
 */
final class DirectBody {
    static final Map<String, FieldKind> NEW_TASK = fields(
            "name", FieldKind.TEXT,
            "description", FieldKind.LONG_TEXT,
            "markdown_content", FieldKind.LONG_TEXT,
            "assignees", FieldKind.PERSON_IDS,
            "tags", FieldKind.TAGS,
            "status", FieldKind.TEXT,
            "priority", FieldKind.PRIORITY,
            "due_date", FieldKind.INSTANT,
            "due_date_time", FieldKind.FLAG,
            "start_date", FieldKind.INSTANT,
            "start_date_time", FieldKind.FLAG,
            "time_estimate", FieldKind.NUMBER,
            "points", FieldKind.NUMBER,
            "parent", FieldKind.TEXT,
            "links_to", FieldKind.TEXT,
            "custom_fields", FieldKind.CUSTOM_FIELDS,
            "custom_item_id", FieldKind.NUMBER,
            "notify_all", FieldKind.FLAG,
            "check_required_custom_fields", FieldKind.FLAG);

    static final Map<String, FieldKind> TASK_CHANGE = fields(
            "name", FieldKind.TEXT,
            "description", FieldKind.LONG_TEXT,
            "markdown_content", FieldKind.LONG_TEXT,
            "assignees", FieldKind.PEOPLE,
            "tags", FieldKind.TAGS,
            "status", FieldKind.TEXT,
            "priority", FieldKind.PRIORITY,
            "due_date", FieldKind.INSTANT,
            "due_date_time", FieldKind.FLAG,
            "start_date", FieldKind.INSTANT,
            "start_date_time", FieldKind.FLAG,
            "time_estimate", FieldKind.NUMBER,
            "points", FieldKind.NUMBER,
            "parent", FieldKind.PARENT,
            "archived", FieldKind.FLAG,
            "custom_fields", FieldKind.CUSTOM_FIELDS,
            "custom_item_id", FieldKind.NUMBER);

    static final Map<String, FieldKind> STATUS = fields("status", FieldKind.TEXT);

    static final Map<String, FieldKind> ASSIGNEES =
            fields("add", FieldKind.PERSON_IDS, "remove", FieldKind.PERSON_IDS, "rem", FieldKind.PERSON_IDS);

    static final Map<String, FieldKind> NEW_LIST = fields(
            "name", FieldKind.TEXT,
            "content", FieldKind.LONG_TEXT,
            "markdown_content", FieldKind.LONG_TEXT,
            "due_date", FieldKind.INSTANT,
            "due_date_time", FieldKind.FLAG,
            "priority", FieldKind.PRIORITY,
            "assignee", FieldKind.NUMBER,
            "status", FieldKind.TEXT);

    static final Map<String, FieldKind> COMMENT = fields(
            "comment_text", FieldKind.TEXT,
            "comment", FieldKind.ANY,
            "assignee", FieldKind.NUMBER,
            "notify_all", FieldKind.FLAG);

    static final Map<String, FieldKind> BOARD = fields(
            "name", FieldKind.TEXT,
            "grouping", FieldKind.ANY,
            "divide", FieldKind.ANY,
            "sorting", FieldKind.ANY,
            "filters", FieldKind.ANY,
            "columns", FieldKind.ANY,
            "team_sidebar", FieldKind.ANY,
            "settings", FieldKind.ANY);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DirectBody() {}

    static ObjectNode read(String json, Map<String, FieldKind> fields) {
        ObjectNode wire = DirectRequests.object();
        object(json).properties().forEach(each -> {
            String field = each.getKey();
            FieldKind kind = fields.get(field);
            if (kind == null) {
                throw NotDone.invalid(field, "is not a field that ClickUp takes here" + meant(field, fields));
            }
            wire.set(field, kind.wire(field, each.getValue()));
        });
        return wire;
    }

    static void require(ObjectNode body, String field) {
        if (!body.has(field)) {
            throw NotDone.invalid(field, "is missing");
        }
    }

    static ObjectNode object(String json) {
        try {
            JsonNode body = JSON.readTree(json);
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException unreadable) {
            // As below.
        }
        throw NotDone.invalid("body", "must be a JSON object with ClickUp's own fields");
    }

    private static String meant(String field, Map<String, FieldKind> fields) {
        String letters = letters(field);
        return fields.keySet().stream()
                .filter(known -> letters(known).equals(letters))
                .findFirst()
                .map(known -> "; ClickUp calls it " + known)
                .orElseGet(() -> "; allowed are " + String.join(", ", fields.keySet()));
    }

    private static String letters(String field) {
        return field.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, FieldKind> fields(Object... namesAndKinds) {
        Map<String, FieldKind> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            fields.put((String) namesAndKinds[i], (FieldKind) namesAndKinds[i + 1]);
        }
        return fields;
    }
}
