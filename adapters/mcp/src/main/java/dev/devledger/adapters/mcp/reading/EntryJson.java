package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.history.HistoryView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Entries of the history in a structured answer. */
final class EntryJson {
    private EntryJson() {}

    /** Concise: what happened to what, and who to ask about it. Detailed: all fields of docs/contract.md, section 4. */
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
