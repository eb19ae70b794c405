package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries of the history as lines of text, read from the output of {@link HistoryEntryJson}. */
final class HistoryEntryLines {
    private HistoryEntryLines() {}

    /**
     * Builds the line of an entry, such as {@code 812 2026-03-31T09:15:00Z T-345 Changed the due date … by owner, mcp,
     * update_tasks; change set 0193…}.
     */
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

    /** Builds the line of an entry, followed by a line for each changed field. */
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

    /** Returns the author, such as {@code owner (ada)}. */
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

    /** Builds the structured form of entries of the history. */
    static final class HistoryEntryJson {
        private HistoryEntryJson() {}

        /**
         * Returns the change, its entity and its author if concise; all fields of docs/contract.md, section 4, if
         * detailed.
         */
        static ObjectNode of(HistoryView entry, Format format) {
            ObjectNode json = ToolJson.object(format == Format.DETAILED ? entry : Concise.of(entry));
            return json.put("summary", RuleWords.withTools(entry.summary()));
        }

        private record Concise(
                long position,
                Instant at,
                @Nullable String entity,
                String summary,
                @Nullable String reason,
                @Nullable String actor,
                @Nullable String agent,
                @Nullable String channel,
                @Nullable String tool,
                UUID changeSet) {

            static Concise of(HistoryView entry) {
                return new Concise(
                        entry.position(),
                        entry.at(),
                        entry.entity().key(),
                        entry.summary(),
                        orNull(entry.reason()),
                        orNull(entry.actor()),
                        entry.agent(),
                        orNull(entry.channel()),
                        orNull(entry.tool()),
                        entry.changeSet());
            }

            private static @Nullable String orNull(@Nullable String text) {
                return text == null || text.isEmpty() ? null : text;
            }
        }
    }
}
