package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.query.Page;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells what happened, without the sync's own book-keeping. With {@code as_of} the entries end there, and the entity is
 * shown as it stood then. The history of a project is its own, not that of its tasks.
 */
record GetHistory(HistoryQueries history, Labels labels, States states, FilterArguments filters, AsOfArgument then)
        implements Tool {
    private static final Declaration DECLARATION = new Declaration(
            "get_history",
            "History",
            "Who changed what, when, why and with which tool, newest first. Each entry has its changeSet, for"
                    + " undo_changes. With entity and as_of: the task or project as it was then.",
            Toolset.DEFAULT,
            Hints.READS,
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
                    "channel",
                    Schema.oneOf("rest", "mcp", "web", "ticktick", "system"),
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
            Schema.open(
                            "entries",
                            Schema.list(Schema.open(
                                            "position",
                                            Schema.number(),
                                            "at",
                                            Schema.text(),
                                            "summary",
                                            Schema.text(),
                                            "changeSet",
                                            Schema.text())
                                    .requiring("position", "at", "summary")),
                            "state",
                            Schema.object(),
                            "nextCursor",
                            Schema.text())
                    .requiring("entries"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        Format format = Format.of(arguments, Format.CONCISE);
        if (arguments.has(AsOfArgument.ARGUMENT) && !arguments.has("entity")) {
            throw arguments.wrong(
                    AsOfArgument.ARGUMENT, "needs entity: the key of the one task or project to show as it was then.");
        }
        UUID changeSet = changeSet(arguments);
        Label entity = entity(arguments);
        Long position = then.position(arguments);
        Page<HistoryView> page =
                history.list(filter(arguments, entity, changeSet, position), FilterArguments.page(arguments, format));
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("entries");
        page.items().forEach(entry -> items.add(EntryJson.of(entry, format)));
        States.State state = entity == null || position == null ? null : states.of(entity, position, format);
        if (state != null) {
            state.addTo(answer);
        }
        if (page.nextCursor() != null) {
            answer.put("nextCursor", page.nextCursor());
        } else if (page.items().isEmpty() && !arguments.has("cursor")) {
            SizeLimit.hint(answer, "No entry matches.");
        }
        Map<String, String> projects = state == null ? Map.of() : state.projects();
        return SizeLimit.of(answer, "ask for a smaller limit", fitting -> text(fitting, projects, format));
    }

    private HistoryFilter filter(
            Arguments arguments, @Nullable Label entity, @Nullable UUID changeSet, @Nullable Long position) {
        return new HistoryFilter(
                entity == null ? null : entity.id(),
                false,
                arguments.text("kind", "all").equals("status"),
                FilterArguments.text(arguments, "actor"),
                arguments.text("channel"),
                filters.since(arguments, "since"),
                filters.since(arguments, "until"),
                changeSet,
                false,
                position);
    }

    private @Nullable Label entity(Arguments arguments) {
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

    private static @Nullable UUID changeSet(Arguments arguments) {
        String text = arguments.text("change_set");
        if (text == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException notOne) {
            // said below, as for the short forms that Java takes
        }
        throw arguments.wrong(
                "change_set",
                Quoted.sent(text)
                        + " is not the id of a change set. Use a changeSet from the answer of a write or from"
                        + " get_history.");
    }

    private static String text(ObjectNode answer, Map<String, String> projects, Format format) {
        StringBuilder text = new StringBuilder();
        if (answer.has("state")) {
            text.append("as it was then: ")
                    .append(States.text(answer.path("state"), new TaskLines(projects), format))
                    .append('\n');
        }
        answer.path("entries")
                .forEach(entry -> text.append(
                        format == Format.DETAILED ? EntryLines.full(entry) : EntryLines.line(entry) + "\n"));
        return Footer.end(text, answer);
    }
}
