package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns ClickUp's JSON into answers, whose lines of text say as much as their JSON. */
final class ClickUpAnswers {
    private static final String SYNC = "\nWhat is kept in step comes into the ledger with the next sync.";

    private ClickUpAnswers() {}

    static ToolAnswer of(DirectCall call, String json) {
        JsonNode said = ToolJson.tree(json);
        return switch (call.name()) {
            case "clickup_connection" -> connection(said);
            case "clickup_get_board" -> board(said);
            case "clickup_get_task" -> task(said);
            default -> of(call.answers().getFirst().name(), said);
        };
    }

    private static ToolAnswer of(String told, JsonNode said) {
        return switch (told) {
            case "teams" -> all(said, told, ClickUpAnswerFields.TEAM, ClickUpLines::team, "");
            case "spaces" -> all(said, told, ClickUpAnswerFields.SPACE, ClickUpLines::space, "");
            case "folders" -> all(said, told, ClickUpAnswerFields.FOLDER, ClickUpLines::folder, "");
            case "lists" -> all(said, told, ClickUpAnswerFields.LIST, ClickUpLines::list, "");
            case "tasks" ->
                all(
                        said,
                        told,
                        ClickUpAnswerFields.TASK,
                        ClickUpLines::task,
                        "Narrow by statuses, assignees or tags, or start at a later page.");
            case "comments" -> all(said, told, ClickUpAnswerFields.COMMENT, ClickUpLines::comment, "They are older.");
            case "views" -> all(said, told, ClickUpAnswerFields.VIEW, ClickUpLines::view, "");
            case "list" -> LargeJson.one(told, ClickUpAnswerFields.WHOLE.of(said), ClickUpLines::list, SYNC);
            case "task" -> LargeJson.one(told, ClickUpAnswerFields.WHOLE.of(said), ClickUpLines::task, SYNC);
            case "comment" -> LargeJson.one(told, ClickUpAnswerFields.COMMENT.of(said), ClickUpLines::comment, SYNC);
            case "view" -> LargeJson.one(told, ClickUpAnswerFields.WHOLE.of(said), ClickUpLines::view, "");
            default -> new ToolAnswer(ToolJson.object().put("done", true), "Done." + SYNC);
        };
    }

    private static ToolAnswer connection(JsonNode json) {
        ObjectNode said = (ObjectNode) ClickUpAnswerFields.WHOLE.of(json);
        StringBuilder lines = new StringBuilder("ClickUp: " + said.path("state").asString(""));
        if (said.has("user")) {
            lines.append(" as ").append(said.path("user").path("username").asString(""));
        }
        if (said.has("message")) {
            lines.append(". ").append(said.path("message").asString(""));
        }
        said.path("teams").forEach(team -> lines.append('\n').append(ClickUpLines.team(team)));
        if (said.has("rate_limit")) {
            JsonNode limit = said.path("rate_limit");
            lines.append("\ncalls left: ")
                    .append(limit.path("remaining").asString(""))
                    .append(" of ")
                    .append(limit.path("limit").asString(""))
                    .append(" until ")
                    .append(limit.path("reset").asString(""));
        }
        return new ToolAnswer(said, lines.toString());
    }

    private static ToolAnswer board(JsonNode said) {
        ObjectNode answer = ToolJson.object();
        answer.set("view", ClickUpAnswerFields.VIEW.of(said.path("view")));
        List<String> lines = new ArrayList<>(List.of(ClickUpLines.view(said.path("view"))));
        int left =
                LargeJson.put(answer, "tasks", ClickUpAnswerFields.TASK.all(said.path("tasks")), lines, ClickUpLines::task);
        return LargeJson.withHint(answer, lines, hint(said, left, "Start at a later page."), "");
    }

    /** Answers with a task and its text. The lines have the text too, as some clients show a model only the lines. */
    private static ToolAnswer task(JsonNode said) {
        ToolAnswer answer = LargeJson.one("task", ClickUpAnswerFields.WHOLE.of(said), ClickUpLines::task, "");
        String text = answer.structured()
                .path("task")
                .path("markdown_description")
                .asString("")
                .strip();
        return text.isEmpty() ? answer : new ToolAnswer(answer.structured(), answer.text() + "\n" + text);
    }

    private static ToolAnswer all(
            JsonNode said, String name, ClickUpAnswerFields shape, Function<JsonNode, String> line, String then) {
        ObjectNode answer = ToolJson.object();
        List<String> lines = new ArrayList<>();
        int left = LargeJson.put(answer, name, shape.all(said.path(name)), lines, line);
        return LargeJson.withHint(answer, lines, hint(said, left, then), "No " + name + ".");
    }

    /** Joins the hints: first about items that do not fit into the answer, then about items that were not read. */
    private static String hint(JsonNode said, int left, String then) {
        String more = left > 0 ? left + " more do not fit into an answer. " + then : "";
        return (more + " " + said.path("hint").asString("")).strip();
    }
}
