package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a call. An unknown field, such as {@code dueDate} instead of {@code due_date}, is refused: ClickUp
 * would answer 200 and ignore it.
 */
final class DirectBody {
    private static final String OF_A_TASK = "description markdown_content assignees tags status priority due_date"
            + " due_date_time start_date start_date_time time_estimate points parent ";

    static final Map<String, FieldKind> NEW_TASK = fields(
            "name " + OF_A_TASK + "links_to custom_fields custom_item_id notify_all check_required_custom_fields");

    /** The fields of a task's update, which can also add and remove people, and detach a parent. */
    static final Map<String, FieldKind> TASK_CHANGE =
            fields("name " + OF_A_TASK + "archived custom_fields custom_item_id");

    static final Map<String, FieldKind> STATUS = fields("status");

    static final Map<String, FieldKind> ASSIGNEES = fields("add remove rem");

    static final Map<String, FieldKind> NEW_LIST =
            fields("name content markdown_content due_date due_date_time priority assignee status");

    static final Map<String, FieldKind> COMMENT = fields("comment_text comment assignee notify_all");

    static final Map<String, FieldKind> BOARD =
            fields("name grouping divide sorting filters columns team_sidebar settings");

    static {
        TASK_CHANGE.put("assignees", FieldKind.PEOPLE);
        TASK_CHANGE.put("parent", FieldKind.PARENT);
    }

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
        return NotDone.object(JSON, json, "must be a JSON object with ClickUp's own fields");
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

    /** Returns the fields, in the order in which error messages list them. */
    private static Map<String, FieldKind> fields(String names) {
        Map<String, FieldKind> fields = new LinkedHashMap<>();
        Stream.of(names.split(" ")).forEach(name -> fields.put(name, kind(name)));
        return fields;
    }

    private static FieldKind kind(String field) {
        return switch (field) {
            case "name", "status", "parent", "links_to", "comment_text" -> FieldKind.TEXT;
            case "description", "markdown_content", "content" -> FieldKind.LONG_TEXT;
            case "assignees", "add", "remove", "rem" -> FieldKind.PERSON_IDS;
            case "assignee", "time_estimate", "points", "custom_item_id" -> FieldKind.NUMBER;
            case "due_date", "start_date" -> FieldKind.INSTANT;
            case "due_date_time", "start_date_time", "archived", "notify_all", "check_required_custom_fields" ->
                FieldKind.FLAG;
            case "priority" -> FieldKind.PRIORITY;
            case "tags" -> FieldKind.TAGS;
            case "custom_fields" -> FieldKind.CUSTOM_FIELDS;
            default -> FieldKind.ANY;
        };
    }

    /**
     * The type of a field. Values of a similar type are converted, as ClickUp silently ignores many values of a wrong
     * type.
     */
    enum FieldKind {
        TEXT,
        /** A text that is cleared by a space: an empty text changes nothing in ClickUp. */
        LONG_TEXT,
        NUMBER,
        INSTANT,
        PRIORITY,
        FLAG,
        /** People: a list of all of them, or an object of people to add and people to remove. */
        PEOPLE,
        /** Ids of people, as numbers: ids that are texts are ignored by ClickUp. */
        PERSON_IDS,
        TAGS,
        CUSTOM_FIELDS,
        /**
         * The id of a parent, or the undocumented word {@code none}, which detaches: null changes nothing in ClickUp.
         */
        PARENT,
        ANY;

        static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

        /** @throws NotDone if the value does not fit the type */
        JsonNode wire(String field, JsonNode sent) {
            return switch (this) {
                case TEXT -> {
                    boolean said = sent.isString() && !sent.stringValue().isBlank();
                    yield only(said, field, sent, "must be a text that is not blank");
                }
                case LONG_TEXT ->
                    sent.isNull() || (sent.isString() && sent.stringValue().isEmpty())
                            ? JSON.stringNode(" ")
                            : only(sent.isString(), field, sent, "must be a text, or null to clear it");
                case NUMBER ->
                    isDigits(sent)
                            ? JSON.numberNode(Long.parseLong(sent.stringValue()))
                            : only(
                                    sent.isNull() || sent.isNumber(),
                                    field,
                                    sent,
                                    "must be a number, or null to clear it");
                case INSTANT ->
                    sent.isString() && !isDigits(sent)
                            ? JSON.numberNode(millis(field, sent.stringValue()))
                            : NUMBER.wire(field, sent);
                case PRIORITY -> sent.isNull() ? sent : priority(field, sent);
                case FLAG -> only(sent.isBoolean(), field, sent, "must be true or false");
                case PEOPLE -> sent instanceof ObjectNode change ? people(field, change) : PERSON_IDS.wire(field, sent);
                case PERSON_IDS -> personIds(field, sent);
                case TAGS -> sent.isNull() ? JSON.arrayNode() : tags(field, sent);
                case CUSTOM_FIELDS -> customFields(field, sent);
                case PARENT -> sent.isNull() ? JSON.stringNode("none") : TEXT.wire(field, sent);
                case ANY -> sent;
            };
        }

        private static JsonNode only(boolean fits, String field, JsonNode sent, String otherwise) {
            if (!fits) {
                throw NotDone.invalid(field, otherwise);
            }
            return sent;
        }

        private static boolean isDigits(JsonNode sent) {
            return sent.isString() && DIGITS.matcher(sent.stringValue()).matches();
        }

        private static long millis(String field, String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException unreadable) {
                throw NotDone.invalid(
                        field, "must be an instant: milliseconds since 1970, or such as 2026-03-31T09:00:00Z");
            }
        }

        private static JsonNode priority(String field, JsonNode sent) {
            int place = PRIORITIES.indexOf(sent.asString("").toLowerCase(Locale.ROOT));
            int number = place >= 0 ? place + 1 : sent.isObject() ? 0 : sent.asInt(0);
            boolean known = number >= 1 && number <= PRIORITIES.size();
            return only(
                    known,
                    field,
                    JSON.numberNode(number),
                    "must be 1 (urgent), 2 (high), 3 (normal), 4 (low) or null (none)");
        }

        private static JsonNode people(String field, ObjectNode change) {
            JsonNode removed = change.has("rem") ? change.path("rem") : change.path("remove");
            ObjectNode wire = JSON.objectNode();
            wire.set("add", PERSON_IDS.wire(field + ".add", change.path("add")));
            wire.set("rem", PERSON_IDS.wire(field + ".rem", removed));
            return wire;
        }

        private static JsonNode personIds(String field, JsonNode sent) {
            ArrayNode ids = JSON.arrayNode();
            if (!sent.isMissingNode() && !sent.isNull()) {
                array(field, sent).forEach(id -> ids.add(personId(field, id)));
            }
            return ids;
        }

        private static long personId(String field, JsonNode id) {
            boolean isWhole = id.isIntegralNumber() || id.isString();
            if (isWhole && DIGITS.matcher(id.asString()).matches()) {
                return Long.parseLong(id.asString());
            }
            throw NotDone.invalid(field, "must be a list of ClickUp's user ids, which are whole numbers");
        }

        private static JsonNode tags(String field, JsonNode sent) {
            array(field, sent).forEach(tag -> TEXT.wire(field, tag));
            return sent;
        }

        private static JsonNode customFields(String field, JsonNode sent) {
            array(field, sent).forEach(each -> {
                boolean whole = !each.path("id").asString("").isBlank() && each.has("value");
                only(whole, field, each, "must be a list of {id, value}; value null clears");
            });
            return sent;
        }

        private static JsonNode array(String field, JsonNode sent) {
            return only(sent.isArray(), field, sent, "must be a list");
        }
    }

    private static final Map<String, String> BOARD_PARTS = Map.of(
            "grouping", "{\"field\":\"status\",\"dir\":1,\"collapsed\":[],\"ignore\":false}",
            "divide", "{\"field\":null,\"dir\":null,\"collapsed\":[]}",
            "sorting", "{\"fields\":[]}",
            "filters", "{\"op\":\"AND\",\"fields\":[],\"search\":\"\",\"show_closed\":false}",
            "columns", "{\"fields\":[]}",
            "team_sidebar", "{\"assignees\":[],\"assigned_comments\":false,\"unassigned_tasks\":false}",
            "settings",
                    "{\"show_task_locations\":false,\"show_subtasks\":3,\"show_subtask_parent_names\":false,"
                            + "\"show_closed_subtasks\":false,\"show_assignees\":true,\"show_images\":true,"
                            + "\"collapse_empty_columns\":null,\"me_comments\":true,\"me_subtasks\":true,"
                            + "\"me_checklists\":true}");

    /**
     * Completes the body of a new board, of which ClickUp requires all parts. By default the board has a column for
     * each status.
     */
    static ObjectNode ofBoard(ObjectNode wish) {
        ObjectNode body = wish.deepCopy().put("type", "board");
        BOARD_PARTS.forEach((name, part) -> {
            if (!body.has(name)) {
                body.set(name, JSON.readTree(part));
            }
        });
        return body;
    }
}
