package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.tool.Quoted;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Entries of the history in a text answer, read from what {@link EntryJson} made of them. */
final class EntryLines {
    private EntryLines() {}

    /** Such as {@code 812 2026-03-31T09:15:00Z T-345 Changed the due date … by owner, mcp, update_tasks; change set 0193…}. */
    static String line(JsonNode entry) {
        StringJoiner line = new StringJoiner(" ");
        line.add(entry.path("position").asString("")).add(text(entry, "at"));
        JsonNode entity = entry.path("entity");
        String key = entity.isObject() ? text(entity, "key") : entity.asString("");
        if (!key.isEmpty()) {
            line.add(key);
        }
        line.add(Quoted.line(text(entry, "summary")));
        line.add(by(entry) + "; change set " + text(entry, "changeSet"));
        if (!text(entry, "reason").isEmpty()) {
            line.add("because: " + Quoted.line(text(entry, "reason")));
        }
        return line.toString();
    }

    /** The line, and below it each field that was changed. */
    static String full(JsonNode entry) {
        StringBuilder full = new StringBuilder(line(entry)).append('\n');
        TaskLines.add(full, "event", text(entry, "event"));
        TaskLines.add(full, "client", text(entry, "client"));
        TaskLines.add(full, "request", text(entry, "requestId"));
        for (JsonNode change : entry.path("changes")) {
            TaskLines.add(
                    full,
                    text(change, "field"),
                    TaskLines.value(change.path("from")) + " -> " + TaskLines.value(change.path("to")));
        }
        return full.toString();
    }

    /** Such as {@code owner (ada)}. */
    private static String who(JsonNode entry) {
        String agent = text(entry, "agent");
        return text(entry, "actor") + (agent.isEmpty() ? "" : " (" + agent + ")");
    }

    private static String by(JsonNode entry) {
        return Stream.of(who(entry), text(entry, "channel"), text(entry, "tool"))
                .map(Quoted::line)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "by ", ""));
    }
}
