package dev.devledger.adapters.mcp.direct;

import static dev.devledger.adapters.mcp.direct.LargeJson.word;

import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Builds a line of text for each kind of ClickUp's objects. */
final class ClickUpLines {

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
