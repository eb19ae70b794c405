package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Footer;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Page;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells what happened, without the sync's own book-keeping. With {@code as_of} the entries end there, and the entity is
 * shown as it stood then. The history of a project is its own, not that of its tasks.
 */
record GetHistory(HistoryQueries history, States states, HistoryArguments filters, AsOfArgument then) implements Tool {
    @Override
    public Declaration declaration() {
        return filters.declaration();
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        Format format = Format.of(arguments, Format.CONCISE);
        if (arguments.has(AsOfArgument.ARGUMENT) && !arguments.has("entity")) {
            throw arguments.wrong(
                    AsOfArgument.ARGUMENT, "needs entity: the key of the one task or project to show as it was then.");
        }
        Label entity = filters.entity(arguments);
        AskedMoment moment = then.moment(arguments);
        Long position = moment == null ? null : moment.position();
        Page<HistoryView> page =
                history.list(filters.filter(arguments, entity, position), FilterArguments.page(arguments, format));
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("entries");
        page.items().forEach(entry -> items.add(EntryJson.of(entry, format)));
        States.State state = entity == null || moment == null ? null : states.of(entity, moment, format);
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
