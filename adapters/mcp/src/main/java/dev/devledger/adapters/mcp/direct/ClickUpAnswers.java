package dev.devledger.adapters.mcp.direct;

import static dev.devledger.adapters.mcp.direct.LargeJson.word;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
        int left = LargeJson.put(
                answer, "tasks", ClickUpAnswerFields.TASK.all(said.path("tasks")), lines, ClickUpLines::task);
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

    /** Builds a line of text for each kind of ClickUp's objects. */
    static final class ClickUpLines {

        private ClickUpLines() {}

        static String team(JsonNode team) {
            String members = team.path("members")
                    .valueStream()
                    .map(member -> word(member.path("user"), "id") + " " + word(member.path("user"), "username"))
                    .collect(Collectors.joining(", "));
            return "workspace " + word(team, "id") + " " + word(team, "name")
                    + (members.isEmpty() ? "" : "; members " + members);
        }

        static String space(JsonNode space) {
            return "space " + word(space, "id") + archived(space) + " " + word(space, "name");
        }

        static String folder(JsonNode folder) {
            String lists = folder.path("lists")
                    .valueStream()
                    .map(list -> word(list, "id") + " " + word(list, "name"))
                    .collect(Collectors.joining(", "));
            return "folder " + word(folder, "id") + archived(folder) + " " + word(folder, "name")
                    + (lists.isEmpty() ? "" : "; lists " + lists);
        }

        static String list(JsonNode list) {
            return "list " + word(list, "id") + archived(list) + " " + word(list, "name");
        }

        static String task(JsonNode task) {
            String assignees = task.path("assignees")
                    .valueStream()
                    .map(person -> word(person, "username"))
                    .collect(Collectors.joining(", "));
            return "task " + word(task, "id") + " [list " + word(task.path("list"), "id") + "] "
                    + word(task.path("status"), "status") + archived(task)
                    + given(" priority ", word(task.path("priority"), "priority"))
                    + given(" due ", instant(task.path("due_date")))
                    + given(" for ", assignees)
                    + given(" below ", word(task, "parent"))
                    + " " + word(task, "name");
        }

        static String comment(JsonNode comment) {
            return "comment " + word(comment, "id") + given(" ", instant(comment.path("date"))) + " "
                    + word(comment.path("user"), "username") + ": " + word(comment, "comment_text");
        }

        static String view(JsonNode view) {
            return word(view, "type") + " " + word(view, "id") + " " + word(view, "name");
        }

        private static String given(String before, String words) {
            return words.isEmpty() ? "" : before + words;
        }

        private static String archived(JsonNode object) {
            return object.path("archived").asBoolean(false) ? " archived" : "";
        }

        /** Reads a moment, which ClickUp sends in milliseconds, as a text or a number. */
        private static String instant(JsonNode millis) {
            String digits = millis.asString("");
            return digits.matches("[0-9]{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(digits)).toString()
                    : "";
        }
    }

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
        TASK(
                "id custom_id name status.status status.type priority.id priority.priority due_date start_date time_estimate"
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
}
