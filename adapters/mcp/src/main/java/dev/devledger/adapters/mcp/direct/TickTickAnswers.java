package dev.devledger.adapters.mcp.direct;

import static dev.devledger.adapters.mcp.direct.LargeJson.word;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns TickTick's JSON into answers, whose lines of text say as much as their JSON. */
final class TickTickAnswers {
    private TickTickAnswers() {}

    static ToolAnswer of(DirectCall call, String json) {
        return switch (call.answers().getFirst().name()) {
            case "projects" -> lists(json);
            case "project" -> call.effect() == Effect.READS ? oneList(json) : list(json);
            case "task" -> task(json);
            default -> done();
        };
    }

    private static ToolAnswer lists(String json) {
        ObjectNode answer = ToolJson.object();
        List<String> lines = new ArrayList<>();
        int left = LargeJson.put(answer, "projects", ToolJson.tree(json), lines, TickTickAnswers::list);
        return withHint(answer, lines, left, "No lists.", "lists; they do not fit into an answer");
    }

    private static ToolAnswer oneList(String json) {
        JsonNode said = ToolJson.tree(json);
        ObjectNode answer = ToolJson.object();
        answer.set("project", said.path("project").isObject() ? said.path("project") : inbox());
        List<String> lines = new ArrayList<>(List.of(list(answer.path("project"))));
        said.path("columns")
                .valueStream()
                .forEach(each -> lines.add("column " + word(each, "id") + " " + word(each, "name")));
        answer.set("columns", said.path("columns").isArray() ? said.path("columns") : answer.arrayNode());
        int left = LargeJson.put(answer, "tasks", said.path("tasks"), lines, TickTickAnswers::task);
        return withHint(answer, lines, left, "", "open tasks; find_tasks pages through those that the ledger has");
    }

    /** Returns the Inbox, the only list of which TickTick sends nothing but tasks (docs/ticktick.md, section 10). */
    private static ObjectNode inbox() {
        return ToolJson.object().put("id", "inbox").put("name", "Inbox");
    }

    private static ToolAnswer list(String json) {
        return one("project", ToolJson.tree(json), TickTickAnswers::list);
    }

    private static ToolAnswer task(String json) {
        return one("task", ToolJson.tree(json), TickTickAnswers::task);
    }

    private static ToolAnswer done() {
        return new ToolAnswer(ToolJson.object().put("done", true), "Done. The next sync brings it into the ledger.");
    }

    private static ToolAnswer one(String name, JsonNode object, Function<JsonNode, String> line) {
        return LargeJson.one(name, object, line, "\nThe next sync takes it into the ledger.");
    }

    private static ToolAnswer withHint(ObjectNode answer, List<String> lines, int left, String none, String what) {
        return LargeJson.withHint(answer, lines, left > 0 ? left + " more " + what + "." : "", none);
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
}
