package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** TickTick's JSON as an answer, with lines that say as much. */
final class TickTickAnswers {
    /** Bytes of JSON: an answer that fills a model's context is no use to it. */
    private static final int MOST = 50_000;

    /** An object with more has its texts cut. */
    private static final int MUCH = 10_000;

    private static final int TEXT = 2_000;

    private TickTickAnswers() {}

    static ToolAnswer lists(String json) {
        ObjectNode answer = ToolJson.object();
        List<String> lines = new ArrayList<>();
        int left = put(answer, "projects", ToolJson.tree(json), lines, TickTickAnswers::list);
        return withHint(answer, lines, left, "No lists.", "lists; they do not fit into an answer");
    }

    static ToolAnswer oneList(String json) {
        JsonNode said = ToolJson.tree(json);
        ObjectNode answer = ToolJson.object();
        answer.set("project", said.path("project").isObject() ? said.path("project") : inbox());
        List<String> lines = new ArrayList<>(List.of(list(answer.path("project"))));
        said.path("columns")
                .valueStream()
                .forEach(each -> lines.add("column " + word(each, "id") + " " + word(each, "name")));
        answer.set("columns", said.path("columns").isArray() ? said.path("columns") : answer.arrayNode());
        int left = put(answer, "tasks", said.path("tasks"), lines, TickTickAnswers::task);
        return withHint(answer, lines, left, "", "open tasks; find_tasks pages through those that the ledger has");
    }

    /** The one list that TickTick tells nothing of but its tasks (docs/ticktick.md, section 10). */
    private static ObjectNode inbox() {
        return ToolJson.object().put("id", "inbox").put("name", "Inbox");
    }

    static ToolAnswer list(String json) {
        return one("project", ToolJson.tree(json), TickTickAnswers::list);
    }

    static ToolAnswer task(String json) {
        return one("task", ToolJson.tree(json), TickTickAnswers::task);
    }

    static ToolAnswer done(String json) {
        return new ToolAnswer(ToolJson.object().put("done", true), "Done. The next sync brings it into the ledger.");
    }

    private static ToolAnswer one(String name, JsonNode object, Function<JsonNode, String> line) {
        ObjectNode answer = ToolJson.object();
        answer.set(name, cut(object));
        return new ToolAnswer(answer, line.apply(object) + "\nThe next sync takes it into the ledger.");
    }

    /** As many as fit; answers how many do not. */
    private static int put(
            ObjectNode answer, String name, JsonNode items, List<String> lines, Function<JsonNode, String> line) {
        ArrayNode some = answer.putArray(name);
        int size = 0;
        for (JsonNode whole : items) {
            JsonNode item = cut(whole);
            size += size(item);
            if (size > MOST && !some.isEmpty()) {
                return items.size() - some.size();
            }
            some.add(item);
            lines.add(line.apply(item));
        }
        return 0;
    }

    private static int size(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Every text of an object that is too large is cut, and says by how much; TickTick's texts may be of any length. */
    private static JsonNode cut(JsonNode whole) {
        if (size(whole) <= MUCH || !(whole instanceof ObjectNode object)) {
            return whole;
        }
        ObjectNode cut = object.deepCopy();
        object.properties().forEach(field -> {
            String text = field.getValue().asString("");
            if (text.length() > TEXT) {
                int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
                cut.put(field.getKey(), text.substring(0, end) + "… (" + (text.length() - end) + " more characters)");
            } else if (size(field.getValue()) > MUCH) {
                cut.remove(field.getKey());
                cut.put(field.getKey() + "More", field.getValue().size());
            }
        });
        return cut;
    }

    private static ToolAnswer withHint(ObjectNode answer, List<String> lines, int left, String none, String what) {
        if (left > 0) {
            String hint = left + " more " + what + ".";
            answer.put("hint", hint);
            lines.add(hint);
        }
        return new ToolAnswer(answer, lines.isEmpty() ? none : String.join("\n", lines));
    }

    private static String list(JsonNode list) {
        String closed = list.path("closed").asBoolean(false) ? " closed" : "";
        return "list " + word(list, "id") + closed + " " + word(list, "name");
    }

    private static String task(JsonNode task) {
        String due = task.path("dueDate").isString() ? " due " + word(task, "dueDate") : "";
        String priority = task.path("priority").asInt(0) > 0
                ? " priority " + task.path("priority").asInt()
                : "";
        return "task " + word(task, "id") + " [list " + word(task, "projectId") + "]" + priority + due + " "
                + word(task, "title");
    }

    /** On one line: what people wrote must not look like a line of ours. */
    private static String word(JsonNode node, String field) {
        return node.path(field).asString("").replaceAll("\\s+", " ").strip();
    }
}
