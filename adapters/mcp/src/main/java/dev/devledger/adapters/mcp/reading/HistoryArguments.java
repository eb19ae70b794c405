package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.access.Scope;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code get_history} can be asked for. */
final class HistoryArguments {
    private static final Schema ENTRIES = Schema.open(
                    "entries",
                            Schema.list(Schema.open(
                                            "position", Schema.number(),
                                            "at", Schema.text(),
                                            "summary", Schema.text(),
                                            "changeSet", Schema.text())
                                    .requiring("position", "at", "summary")),
                    "state", Schema.object(),
                    "nextCursor", Schema.text())
            .requiring("entries");

    private final Labels labels;
    private final ZoneId zone;
    private final Declaration declaration;

    HistoryArguments(Labels labels, ZoneId zone, Connectors connectors) {
        this.labels = labels;
        this.zone = zone;
        this.declaration =
                declared(Stream.of(Stream.of("rest", "mcp", "web"), connectors.names().stream(), Stream.of("system"))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private static Declaration declared(String... channels) {
        return new Declaration(
                "get_history",
                "History",
                "Who changed what, when, why and with which tool, newest first. Each entry has its changeSet, for"
                        + " undo_changes. With entity and as_of: the task or project as it was then.",
                Toolset.DEFAULT,
                Hints.READS,
                Scope.READ,
                Schema.closed(
                        "entity",
                        Schema.key().described("T- or P- key"),
                        AsOfArgument.ARGUMENT,
                        Schema.text(40).described("Time or history position"),
                        "since",
                        FilterArguments.DATE,
                        "until",
                        FilterArguments.DATE,
                        "actor",
                        Schema.text(100),
                        "agent",
                        Schema.text(200),
                        "query",
                        Schema.text(200).described("Words in reasons, notes, titles"),
                        "channel",
                        Schema.oneOf(channels),
                        "client",
                        Schema.text(),
                        "tool",
                        Schema.text(),
                        "event",
                        Schema.text(),
                        "change_set",
                        Schema.text(64),
                        "kind",
                        Schema.oneOf("all", "status").orElse("all"),
                        "limit",
                        FilterArguments.LIMIT,
                        "cursor",
                        FilterArguments.CURSOR,
                        "response_format",
                        Format.schema(Format.CONCISE)),
                ENTRIES);
    }

    Declaration declaration() {
        return declaration;
    }

    HistoryFilter filter(Arguments arguments, @Nullable Label entity, @Nullable Long position) {
        return HistoryFilter.read(new FilterArguments(arguments), zone).with(to -> {
            to.entity = entity == null ? null : entity.id();
            to.upTo = position;
        });
    }

    @Nullable
    Label entity(Arguments arguments) {
        String key = arguments.text("entity");
        if (key == null) {
            return null;
        }
        return labels.ofKey(key)
                .orElseThrow(() -> new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        "%s does not exist. Call %s to get keys."
                                .formatted(key, key.startsWith("P") ? "get_overview" : "find_tasks")));
    }
}
