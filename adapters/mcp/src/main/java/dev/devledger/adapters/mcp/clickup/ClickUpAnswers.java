package dev.devledger.adapters.mcp.clickup;

import dev.devledger.adapters.mcp.direct.LargeJson;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ClickUp's JSON as an answer, with lines that say as much. */
final class ClickUpAnswers {
    private static final String SYNC = "\nWhat is kept in step comes into the ledger with the next sync.";

    private ClickUpAnswers() {}

    static ToolAnswer teams(String json) {
        return all(json, "teams", ClickUpShapes.TEAM, ClickUpLines::team, "");
    }

    static ToolAnswer spaces(String json) {
        return all(json, "spaces", ClickUpShapes.SPACE, ClickUpLines::space, "");
    }

    static ToolAnswer folders(String json) {
        return all(json, "folders", ClickUpShapes.FOLDER, ClickUpLines::folder, "");
    }

    static ToolAnswer lists(String json) {
        return all(json, "lists", ClickUpShapes.LIST, ClickUpLines::list, "");
    }

    static ToolAnswer tasks(String json) {
        return all(
                json,
                "tasks",
                ClickUpShapes.TASK,
                ClickUpLines::task,
                "Narrow by statuses, assignees or tags, or start at a later page.");
    }

    static ToolAnswer comments(String json) {
        return all(json, "comments", ClickUpShapes.COMMENT, ClickUpLines::comment, "They are older.");
    }

    static ToolAnswer views(String json) {
        return all(json, "views", ClickUpShapes.VIEW, ClickUpLines::view, "");
    }

    static ToolAnswer board(String json) {
        JsonNode said = ToolJson.tree(json);
        ObjectNode answer = ToolJson.object();
        answer.set("view", ClickUpShapes.VIEW.of(said.path("view")));
        List<String> lines = new ArrayList<>(List.of(ClickUpLines.view(said.path("view"))));
        int left =
                LargeJson.put(answer, "tasks", ClickUpShapes.TASK.all(said.path("tasks")), lines, ClickUpLines::task);
        return LargeJson.withHint(answer, lines, hint(said, left, "Start at a later page."), "");
    }

    static ToolAnswer list(String json) {
        return LargeJson.one("list", ClickUpShapes.WHOLE.of(ToolJson.tree(json)), ClickUpLines::list, SYNC);
    }

    /** With its text, as some clients show a model nothing but the lines. */
    static ToolAnswer task(String json) {
        JsonNode task = ClickUpShapes.WHOLE.of(ToolJson.tree(json));
        ToolAnswer answer = LargeJson.one("task", task, ClickUpLines::task, "");
        String text = answer.structured()
                .path("task")
                .path("markdown_description")
                .asString("")
                .strip();
        return text.isEmpty() ? answer : new ToolAnswer(answer.structured(), answer.text() + "\n" + text);
    }

    static ToolAnswer written(String json) {
        return LargeJson.one("task", ClickUpShapes.WHOLE.of(ToolJson.tree(json)), ClickUpLines::task, SYNC);
    }

    static ToolAnswer comment(String json) {
        return LargeJson.one("comment", ClickUpShapes.COMMENT.of(ToolJson.tree(json)), ClickUpLines::comment, SYNC);
    }

    static ToolAnswer view(String json) {
        return LargeJson.one("view", ClickUpShapes.WHOLE.of(ToolJson.tree(json)), ClickUpLines::view, "");
    }

    static ToolAnswer done(String json) {
        return new ToolAnswer(ToolJson.object().put("done", true), "Done." + SYNC);
    }

    private static ToolAnswer all(
            String json, String name, ClickUpShapes shape, Function<JsonNode, String> line, String then) {
        JsonNode said = ToolJson.tree(json);
        ObjectNode answer = ToolJson.object();
        List<String> lines = new ArrayList<>();
        int left = LargeJson.put(answer, name, shape.all(said.path(name)), lines, line);
        return LargeJson.withHint(answer, lines, hint(said, left, then), "No " + name + ".");
    }

    /** What does not fit into an answer comes before what was not read at all. */
    private static String hint(JsonNode said, int left, String then) {
        String more = left > 0 ? left + " more do not fit into an answer. " + then : "";
        return (more + " " + said.path("hint").asString("")).strip();
    }
}
