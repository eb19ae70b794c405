package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A time entry in an answer: a structured form without empty and false fields, and a line of text. */
public final class TimeEntryAnswer {
    private TimeEntryAnswer() {}

    public static ObjectNode json(TimeEntryView entry) {
        return json(entry, Map.of());
    }

    /** @param names the names that replace the keys of a dry run */
    static ObjectNode json(TimeEntryView entry, Map<String, String> names) {
        String key = names.getOrDefault(entry.key(), entry.key());
        ObjectNode json = ToolJson.object().put("key", key).put("version", entry.version());
        put(json, "taskKey", entry.taskKey());
        put(json, "projectKey", entry.projectKey());
        json.set("person", ToolJson.object(entry.person()));
        put(json, "agent", entry.agent());
        json.put("start", entry.start().toString());
        put(json, "end", entry.end());
        json.put("seconds", entry.seconds());
        put(json, "note", entry.note());
        if (!entry.tags().isEmpty()) {
            ArrayNode tags = json.putArray("tags");
            entry.tags().forEach(tags::add);
        }
        flag(json, "running", entry.running());
        flag(json, "billable", entry.billable());
        flag(json, "billed", entry.billed());
        flag(json, "deleted", entry.deletedAt() != null);
        if (!entry.warnings().isEmpty()) {
            ArrayNode warnings = json.putArray("warnings");
            for (TimeEntryView.Warning each : entry.warnings()) {
                ArrayNode keys = warnings.addObject().put("code", each.code()).putArray("entries");
                each.entries().forEach(other -> keys.add(names.getOrDefault(other, other)));
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    private static void flag(ObjectNode json, String field, boolean value) {
        if (value) {
            json.put(field, true);
        }
    }

    static boolean is(JsonNode item) {
        return item.has("start") && item.has("seconds");
    }

    /**
     * Builds the line of an entry, such as {@code E-12 2026-03-31T09:00:00Z to 2026-03-31T10:30:00Z 1h 30m [T-5 P-3]
     * Ada: Parser (v2), billable}.
     */
    public static String line(JsonNode item) {
        StringJoiner line = new StringJoiner(" ");
        line.add(text(item, "key"))
                .add(text(item, "start"))
                .add(item.has("end") ? "to " + text(item, "end") : "runs since then,")
                .add(words(item.path("seconds").asLong(0)));
        String on = (text(item, "taskKey") + " " + text(item, "projectKey")).strip();
        if (!on.isEmpty()) {
            line.add("[" + on + "]");
        }
        String note = item.has("note") ? ": " + Quoted.line(text(item, "note")) : "";
        String agent = item.has("agent") ? " (" + Quoted.line(text(item, "agent")) + ")" : "";
        line.add(Quoted.line(item.path("person").path("name").asString("")) + agent + note);
        line.add("(v" + item.path("version").asLong(0) + ")" + state(item));
        return line.toString();
    }

    private static String state(JsonNode item) {
        StringBuilder state = new StringBuilder();
        if (item.has("tags")) {
            String tags = item.path("tags")
                    .valueStream()
                    .map(tag -> Quoted.line(tag.asString("")))
                    .collect(Collectors.joining(", "));
            state.append(", tags ").append(tags);
        }
        for (String flag : new String[] {"billable", "billed", "deleted"}) {
            if (item.has(flag)) {
                state.append(", ").append(flag);
            }
        }
        for (JsonNode warning : item.path("warnings")) {
            String entries = warning.path("entries")
                    .valueStream()
                    .map(key -> " " + key.asString(""))
                    .collect(Collectors.joining(","));
            state.append(", ").append(text(warning, "code")).append(entries);
        }
        return state.toString();
    }

    /** Writes a duration, such as {@code 1h 30m}, {@code 45m} or {@code 20s}. */
    public static String words(long seconds) {
        StringJoiner words = new StringJoiner(" ");
        if (seconds >= 3_600) {
            words.add(seconds / 3_600 + "h");
        }
        if (seconds % 3_600 >= 60) {
            words.add(seconds % 3_600 / 60 + "m");
        }
        if (seconds % 60 > 0 || seconds == 0) {
            words.add(seconds % 60 + "s");
        }
        return words.toString();
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
