package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.ToolJson;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of ClickUp's objects that a list shows a model. A whole task has some 3,000 bytes, most of them colours
 * and empty fields. The names and the structure of the fields are ClickUp's.
 */
enum ClickUpAnswerFields {
    TEAM("id name members.user.id members.user.username members.user.email"),
    SPACE("id name private archived statuses.status statuses.type"),
    FOLDER("id name hidden archived task_count lists.id lists.name"),
    LIST(
            "id name content archived task_count due_date priority.priority statuses.status statuses.type folder.id space.id"),
    TASK("id custom_id name status.status status.type priority.id priority.priority due_date start_date time_estimate"
            + " assignees.id assignees.username tags.name parent archived list.id list.name date_updated url"),
    COMMENT("id comment_text user.id user.username date resolved reply_count"),
    VIEW("id name type parent.id parent.type"),
    /** Keeps the whole object, without null and empty values. */
    WHOLE("");

    private final String paths;

    ClickUpAnswerFields(String paths) {
        this.paths = paths;
    }

    private List<List<String>> split() {
        return Arrays.stream(paths.split(" "))
                .map(path -> List.of(path.split("\\.")))
                .toList();
    }

    JsonNode of(JsonNode object) {
        return this == WHOLE ? present(object) : picked(object, split());
    }

    ArrayNode all(JsonNode objects) {
        ArrayNode all = ToolJson.object().putArray("all");
        objects.forEach(each -> all.add(of(each)));
        return all;
    }

    private static JsonNode picked(JsonNode object, List<List<String>> paths) {
        ObjectNode some = ToolJson.object();
        for (String field : paths.stream().map(List::getFirst).distinct().toList()) {
            List<List<String>> below = paths.stream()
                    .filter(path -> path.size() > 1 && path.getFirst().equals(field))
                    .map(path -> path.subList(1, path.size()))
                    .toList();
            JsonNode value = value(object.path(field), below);
            if (!isAbsent(value)) {
                some.set(field, value);
            }
        }
        return some;
    }

    private static JsonNode value(JsonNode value, List<List<String>> below) {
        if (below.isEmpty() || !value.isContainer()) {
            return value;
        }
        if (value.isObject()) {
            return picked(value, below);
        }
        ArrayNode each = ToolJson.object().putArray("each");
        value.forEach(item -> each.add(value(item, below)));
        return each;
    }

    private static JsonNode present(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode some = ToolJson.object();
            object.properties().forEach(field -> {
                JsonNode value = present(field.getValue());
                if (!isAbsent(value)) {
                    some.set(field.getKey(), value);
                }
            });
            return some;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode some = ToolJson.object().putArray("some");
            array.forEach(each -> some.add(present(each)));
            return some;
        }
        return node;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
    }
}
