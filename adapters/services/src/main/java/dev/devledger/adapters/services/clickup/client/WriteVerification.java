package dev.devledger.adapters.services.clickup.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Finds fields that ClickUp did not write although it answered 200, as it ignores some fields. The sent fields are
 * compared with the whole object as read after the write.
 */
public final class WriteVerification {
    /** Fields of a request that control the write, and are not part of the object. */
    private static final Set<String> NOT_KEPT =
            Set.of(("notify_all check_required_custom_fields due_date_time start_date_time custom_task_ids"
                            + " team_id unset_status")
                    .split(" "));

    private static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

    private final ZoneId zone;
    private final Map<String, BiPredicate<JsonNode, JsonNode>> ofTasks;

    /** @param zone the zone of the token's user, which decides the day of a date without a time */
    public WriteVerification(ZoneId zone) {
        this.zone = zone;
        this.ofTasks = Map.ofEntries(
                Map.entry(
                        "status",
                        (sent, task) -> isSame(
                                sent.asString("").toLowerCase(Locale.ROOT),
                                task.path("status").path("status").asString("").toLowerCase(Locale.ROOT))),
                Map.entry("markdown_content", WriteVerification::isMarkdown),
                Map.entry("markdown_description", WriteVerification::isMarkdown),
                Map.entry("parent", WriteVerification::isParent),
                Map.entry("assignees", (sent, task) -> isMembers(sent, ids(task.path("assignees"), "id"))),
                Map.entry("tags", (sent, task) -> lower(ids(task.path("tags"), "name"))
                        .containsAll(lower(ids(sent, "name")))),
                Map.entry("links_to", (sent, task) -> isLinked(sent, task.path("linked_tasks"))),
                Map.entry("custom_fields", (sent, task) -> CustomFieldValues.areIn(sent, task.path("custom_fields"))));
    }

    /** Returns the names of the sent fields whose values the task does not have, in the order sent. */
    public List<String> ofTask(JsonNode sent, JsonNode task) {
        return notApplied(sent, task, ofTasks);
    }

    /** As {@link #ofTask}, for a list, whose {@code status} is a colour. */
    public List<String> ofList(JsonNode sent, JsonNode list) {
        return notApplied(
                sent,
                list,
                Map.of(
                        "status", (colour, now) -> true,
                        "markdown_content", (content, now) -> isWords(content, now.path("content")),
                        "assignee",
                                (person, now) ->
                                        isText(person, now.path("assignee").path("id"))));
    }

    private List<String> notApplied(JsonNode sent, JsonNode now, Map<String, BiPredicate<JsonNode, JsonNode>> special) {
        return sent.properties().stream()
                .filter(each -> !NOT_KEPT.contains(each.getKey()))
                .filter(each -> {
                    BiPredicate<JsonNode, JsonNode> rule = special.get(each.getKey());
                    return rule == null
                            ? !isPlain(each.getKey(), each.getValue(), sent, now)
                            : !rule.test(each.getValue(), now);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isPlain(String name, JsonNode value, JsonNode sent, JsonNode now) {
        JsonNode there = now.path(name);
        return switch (name) {
            case "due_date", "start_date" ->
                isDate(value, there, sent.path(name + "_time").asBoolean(false));
            case "priority" -> isSame(priority(value), priority(there));
            case "time_estimate", "points", "custom_item_id" -> isNumber(value, there);
            // A field that the object lacks has a name unknown to ClickUp, which does not report that.
            default -> now.has(name) && isText(value, there);
        };
    }

    /**
     * True if the task has the sent parent. {@code none} means no parent. ClickUp ignores null, so null counts as
     * unwritten if the task has a parent.
     */
    private static boolean isParent(JsonNode sent, JsonNode task) {
        String wanted = sent.asString("");
        return isSame(wanted.equals("none") ? "" : wanted, task.path("parent").asString(""));
    }

    /**
     * True if the task has the sent date. ClickUp stores a date without a time as four o'clock of that day, in the zone
     * of the user who set it, so then only the days are compared.
     */
    private boolean isDate(JsonNode sent, JsonNode there, boolean withTime) {
        Instant wanted = instant(sent);
        Instant is = instant(there);
        if (wanted == null || is == null || withTime) {
            return wanted == null ? is == null : wanted.equals(is);
        }
        return wanted.equals(is)
                || wanted.atZone(zone).toLocalDate().equals(is.atZone(zone).toLocalDate());
    }

    /** Reads milliseconds from a number or a text; null if there are none. */
    public static @Nullable Instant instant(JsonNode value) {
        String text = value.asString("").strip();
        return text.matches("-?\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
    }

    /** Reads a priority: requests have it as 1 to 4, answers as an object. */
    private static String priority(JsonNode value) {
        if (value.isObject()) {
            String word = value.path("priority").asString("").toLowerCase(Locale.ROOT);
            int known = PRIORITIES.indexOf(word);
            return known >= 0 ? String.valueOf(known + 1) : value.path("id").asString(word);
        }
        return value.asString("");
    }

    private static boolean isNumber(JsonNode sent, JsonNode there) {
        String wanted = number(sent);
        return isSame(wanted, number(there));
    }

    /** Normalizes a number. No number equals zero, as ClickUp answers an empty value in either way. */
    static String number(JsonNode value) {
        String text = value.asString("").strip();
        try {
            return text.isEmpty()
                    ? "0"
                    : new BigDecimal(text).stripTrailingZeros().toString(); // 1e999999999 in plain form is a gigabyte
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /**
     * True if the task has the sent people. An update adds and removes some people, a create lists all of them; the
     * added or listed people must be members afterwards.
     */
    static boolean isMembers(JsonNode sent, Set<String> now) {
        Set<String> removed = ids(sent.path("rem"), "id");
        return now.containsAll(ids(sent.isObject() ? sent.path("add") : sent, "id"))
                && removed.stream().noneMatch(now::contains);
    }

    private static boolean isLinked(JsonNode sent, JsonNode links) {
        String wanted = sent.asString("");
        return wanted.isEmpty()
                || StreamSupport.stream(links.spliterator(), false)
                        .anyMatch(link -> link.path("task_id").asString("").equals(wanted)
                                || link.path("link_id").asString("").equals(wanted));
    }

    /** Returns the values; of values that are objects, the field {@code name}. */
    static Set<String> ids(JsonNode values, String name) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(each -> (each.isObject() ? each.path(name) : each).asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lower(Set<String> words) {
        return words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * True if the task has the sent markdown. ClickUp rewrites markdown in its own form, and returns it only on
     * request. Without it, only blank and non-blank texts can be told apart.
     */
    private static boolean isMarkdown(JsonNode sent, JsonNode task) {
        JsonNode told = task.path("markdown_description");
        return told.isString()
                ? isWords(sent, told)
                : sent.asString("").isBlank()
                        == task.path("description").asString("").isBlank();
    }

    private static boolean isWords(JsonNode sent, JsonNode there) {
        return isSame(words(sent.asString("")), words(there.asString("")));
    }

    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static boolean isText(JsonNode sent, JsonNode there) {
        return isSame(text(sent), text(there));
    }

    private static String text(JsonNode value) {
        return value.isContainer()
                ? value.toString()
                : value.asString("").replaceAll("\\R", "\n").strip();
    }

    private static boolean isSame(String sent, String there) {
        return sent.equals(there);
    }

    /**
     * Compares custom fields. Each is sent as an id and a value, and answered in another form that depends on its type.
     */
    static final class CustomFieldValues {
        private CustomFieldValues() {}

        static boolean areIn(JsonNode sent, JsonNode fields) {
            return StreamSupport.stream(sent.spliterator(), false).allMatch(each -> isIn(each, fields));
        }

        private static boolean isIn(JsonNode sent, JsonNode fields) {
            JsonNode field = StreamSupport.stream(fields.spliterator(), false)
                    .filter(each ->
                            each.path("id").asString("").equals(sent.path("id").asString("")))
                    .findFirst()
                    .orElse(MissingNode.getInstance());
            return isValue(sent.path("value"), field);
        }

        /** @param field the field in the answer, with its type, its {@code type_config} and its value */
        static boolean isValue(JsonNode sent, JsonNode field) {
            JsonNode now = field.path("value");
            return switch (field.path("type").asString("")) {
                case "drop_down" ->
                    isOption(sent, now, field.path("type_config").path("options"));
                case "labels" -> WriteVerification.ids(sent, "id").equals(WriteVerification.ids(now, "id"));
                case "users", "tasks", "list_relationship" ->
                    WriteVerification.isMembers(sent, WriteVerification.ids(now, "id"));
                case "checkbox" -> sent.asBoolean(false) == now.asBoolean(false);
                case "" -> false; // the task has no such field
                default ->
                    sent.isContainer()
                            ? sent.equals(now)
                            : sent.asString("").isBlank()
                                    ? now.asString("").isBlank()
                                    : WriteVerification.number(sent).equals(WriteVerification.number(now));
            };
        }

        /** Compares an option, which is sent by its id or its position, and answered by its position. */
        private static boolean isOption(JsonNode sent, JsonNode now, JsonNode options) {
            Set<String> same = StreamSupport.stream(options.spliterator(), false)
                    .filter(option -> option.path("id").asString("").equals(sent.asString(""))
                            || option.path("orderindex").asString("").equals(sent.asString("")))
                    .findFirst()
                    .map(option -> Set.of(
                            "id " + option.path("id").asString(""),
                            "at " + option.path("orderindex").asString("")))
                    .orElseGet(() -> Set.of("id " + sent.asString("")));
            String there = now.asString("");
            return same.contains("id " + there) || same.contains("at " + there);
        }
    }
}
