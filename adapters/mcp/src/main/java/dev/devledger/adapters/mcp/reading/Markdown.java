package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.application.query.Label;
import tools.jackson.databind.JsonNode;

/** Pages of Markdown, made of the same structure as the answers of the tools. What people wrote is quoted. */
final class Markdown {
    private Markdown() {}

    static String overview(JsonNode overview, TaskLines lines) {
        StringBuilder page = new StringBuilder("# Overview\n\n## Projects\n\n");
        overview.path("projects").forEach(project -> bullet(page, ProjectLines.line(project)));
        end(page, overview, lines);
        return page.toString();
    }

    /** Nothing but its name where its row could not be built. */
    static String project(JsonNode page, TaskLines lines) {
        JsonNode project = page.path("projects").path(0);
        StringBuilder markdown =
                new StringBuilder("# %s %s\n\n".formatted(text(project, "key"), Quoted.line(text(project, "name"))));
        bullet(markdown, ProjectLines.line(project));
        ProjectLines.fields(project).forEach((name, value) -> {
            if (!value.isEmpty()) {
                bullet(markdown, name + ": " + Quoted.line(value));
            }
        });
        if (project.has("description")) {
            markdown.append("\n## Description\n\n").append(Quoted.block("> ", text(project, "description")));
        }
        markdown.append("\n## Open tasks\n\n");
        page.path("tasks").forEach(task -> bullet(markdown, lines.line(task)));
        if (!project.path("notes").isEmpty()) {
            markdown.append("\n## Notes\n");
        }
        for (JsonNode note : project.path("notes")) {
            markdown.append("\n%s, %s:\n\n".formatted(text(note, "at"), Quoted.line(text(note, "actor"))))
                    .append(Quoted.block("> ", text(note, "text")));
        }
        end(markdown, page, lines);
        return markdown.toString();
    }

    static String history(Label project, JsonNode page) {
        StringBuilder markdown =
                new StringBuilder("# History of %s %s\n\n".formatted(project.key(), Quoted.line(project.name())));
        page.path("entries").forEach(entry -> bullet(markdown, EntryLines.line(entry)));
        hint(markdown, page);
        return markdown.toString();
    }

    private static void end(StringBuilder page, JsonNode overview, TaskLines lines) {
        if (overview.has("claims")) {
            page.append("\n## Claims\n\n");
            OverviewLines.claims(overview.path("claims")).lines().forEach(line -> bullet(page, line.strip()));
        }
        JsonNode overdue = overview.path("overdue");
        page.append("\n## Overdue\n\n").append(OverviewLines.overdue(overdue)).append("\n\n");
        overdue.path("tasks").forEach(task -> bullet(page, lines.line(task)));
        page.append("\n## Sync\n\n")
                .append(OverviewLines.sync(overview.path("sync")))
                .append('\n');
        hint(page, overview);
    }

    private static void hint(StringBuilder page, JsonNode answer) {
        if (answer.has("hint")) {
            page.append('\n').append(Quoted.line(text(answer, "hint"))).append('\n');
        }
    }

    private static void bullet(StringBuilder page, String line) {
        page.append("- ").append(line).append('\n');
    }
}
