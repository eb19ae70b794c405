package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.tool.Quoted;
import tools.jackson.databind.JsonNode;

/** An overview as text, read from the structured one. */
final class OverviewLines {
    private OverviewLines() {}

    /** @param full whether each project is told with all that it has */
    static String of(JsonNode overview, TaskLines tasks, boolean full) {
        StringBuilder text = new StringBuilder();
        overview.path("projects")
                .forEach(project -> text.append(full ? ProjectLines.full(project) : ProjectLines.line(project) + "\n"));
        JsonNode overdue = overview.path("overdue");
        text.append(overdue(overdue)).append('\n');
        overdue.path("tasks")
                .forEach(task -> text.append("  ").append(tasks.line(task)).append('\n'));
        text.append(sync(overview.path("sync"))).append('\n');
        return Footer.end(text, overview);
    }

    static String overdue(JsonNode overdue) {
        int count = overdue.path("count").asInt(0);
        int shown = overdue.path("tasks").size();
        return "overdue: " + count + (count > shown ? ", the longest " + shown + " are" : "");
    }

    /** Such as {@code sync with ticktick: idle, 3 pending, 0 open conflicts, 0 held}. */
    static String sync(JsonNode sync) {
        StringBuilder line = new StringBuilder("sync with %s: %s, %d pending, %d open conflicts, %d held"
                .formatted(
                        text(sync, "connector"),
                        text(sync, "state"),
                        sync.path("pending").asInt(0),
                        sync.path("openConflicts").asInt(0),
                        sync.path("held").asInt(0)));
        JsonNode last = sync.path("lastCycle");
        if (last.isObject()) {
            line.append(", last cycle ")
                    .append(text(last, "startedAt"))
                    .append(last.path("complete").asBoolean(true) ? "" : " (not complete)");
        }
        for (String field : new String[] {"message", "error"}) {
            String told = field.equals("error") ? text(last, field) : text(sync, field);
            if (!told.isEmpty()) {
                line.append("; ").append(field).append(": ").append(Quoted.line(told));
            }
        }
        return line.toString();
    }
}
