package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of a call as TickTick's own JSON: {@code repeat_flag} is {@code repeatFlag} there. */
final class TickTickFields {
    /** Not TickTick's, or in the path. */
    private static final List<String> OURS = List.of("idempotency_key", "reason", "confirm", "task_id");

    private TickTickFields() {}

    /** What was named and nothing else: TickTick leaves the rest as it is, but replaces lists whole. */
    static String json(Arguments arguments, String... without) {
        ObjectNode sent = arguments.json().remove(OURS).remove(List.of(without));
        ObjectNode theirs = sent.objectNode();
        sent.properties().forEach(field -> theirs.set(theirs(field.getKey()), field.getValue()));
        return theirs.toString();
    }

    private static String theirs(String ours) {
        return Pattern.compile("_(.)").matcher(ours).replaceAll(word -> word.group(1)
                .toUpperCase(Locale.ROOT));
    }

    static String ours(String theirs) {
        return theirs.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** An id goes into a path, where an empty one would be another path. */
    static String id(Arguments arguments, String field) {
        String id = arguments.required(field);
        if (id.isBlank()) {
            throw arguments.wrong(
                    field,
                    "is empty. Call ticktick_list_projects or ticktick_get_project to get ids. Nothing was sent.");
        }
        return id;
    }

    static void requireConfirmed(Arguments arguments) {
        if (!arguments.flag("confirm")) {
            throw new ToolFailure(
                    ToolProblem.CONFIRM_REQUIRED,
                    "this deletes in TickTick for good. Ask the user, then call again with confirm=true. Nothing was"
                            + " sent.");
        }
    }
}
