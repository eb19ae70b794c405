package dev.devledger.adapters.mcp.clickup;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.direct.DirectCall.Home;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of a call as ClickUp's own body or query. */
final class ClickUpFields {
    /** Not ClickUp's, or in the path. */
    private static final List<String> OURS = List.of(
            "idempotency_key",
            "reason",
            "confirm",
            "clear",
            "team_id",
            "task_id",
            "list_id",
            "space_id",
            "folder_id",
            "board_id");

    private ClickUpFields() {}

    /** What was named and nothing else; what is to be cleared is null. */
    static String json(Arguments arguments) {
        ObjectNode body = arguments.json().remove(OURS);
        for (String field : arguments.texts("clear")) {
            if (body.has(field)) {
                throw arguments.wrong("clear", "names " + field + ", which is set as well. Nothing was sent.");
            }
            body.putNull(field);
        }
        return body.toString();
    }

    static Map<String, List<String>> query(Arguments arguments) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        arguments.json().remove(OURS).properties().forEach(field -> {
            JsonNode value = field.getValue();
            query.put(
                    field.getKey(),
                    value.isArray()
                            ? value.valueStream().map(JsonNode::asString).toList()
                            : List.of(value.asString()));
        });
        return query;
    }

    /** An id goes into a path, where an empty one would be another path. */
    static String id(Arguments arguments, String field) {
        String id = arguments.required(field);
        if (id.isBlank()) {
            throw arguments.wrong(field, "is empty. Nothing was sent.");
        }
        return id;
    }

    /** Of a folder or of a space, as one of the two ids says. */
    static Home home(Arguments arguments) {
        if (arguments.has("folder_id") == arguments.has("space_id")) {
            throw arguments.wrong(
                    "folder_id",
                    "or space_id must be given, and only one of them. Call clickup_list_spaces or"
                            + " clickup_list_folders to get ids. Nothing was sent.");
        }
        return arguments.has("folder_id") ? Home.FOLDER : Home.SPACE;
    }

    static String homeId(Arguments arguments) {
        return id(arguments, home(arguments) == Home.FOLDER ? "folder_id" : "space_id");
    }

    static void requireConfirmed(Arguments arguments) {
        if (!arguments.flag("confirm")) {
            throw new ToolFailure(
                    ToolProblem.CONFIRM_REQUIRED,
                    "this deletes in ClickUp, and no call brings it back. Ask the user, then call again with"
                            + " confirm=true. Nothing was sent.");
        }
    }
}
