package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.GetOverview.OverviewLines;
import dev.devledger.adapters.mcp.reading.HistoryEntryLines.HistoryEntryJson;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Resources;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger as pages that a client can read. */
record ReadingResources(Overview overview, TaskQueries tasks, HistoryQueries history, Labels labels)
        implements Resources {
    private static final String OVERVIEW = "devledger://overview";
    private static final String PROJECT = "devledger://projects/{key}";
    private static final String HISTORY = "devledger://projects/{key}/history";

    private static final Pattern OF_PROJECT =
            Pattern.compile("devledger://projects/(P-[0-9]{1,18})(/history)?", Pattern.CASE_INSENSITIVE);

    private static final int MOST = 50;

    @Override
    public List<Resource> listed() {
        return List.of(new Resource(
                OVERVIEW,
                "overview",
                "Overview",
                "Projects that are not closed, with task counts; overdue tasks; the state of the sync."));
    }

    @Override
    public List<Resource> templates() {
        return List.of(
                new Resource(
                        PROJECT,
                        "project",
                        "Project",
                        "A project in full: its description, open tasks and newest notes."),
                new Resource(
                        HISTORY,
                        "project-history",
                        "History of a project",
                        "What happened to a project and its tasks, newest first: who, when, why, with which tool."));
    }

    @Override
    public @Nullable String read(String uri) {
        if (uri.equals(OVERVIEW)) {
            Overview.Summary summary =
                    overview.of(Overview.UNDER_WAY, new PageRequest(MOST, null), MOST, Format.CONCISE);
            return fit(summary.json(), fitting -> Markdown.overview(fitting, summary.names()));
        }
        Matcher of = OF_PROJECT.matcher(uri);
        if (!of.matches()) {
            return null;
        }
        Optional<Label> project = labels.ofKey(of.group(1).toUpperCase(Locale.ROOT));
        return project.map(found -> of.group(2) == null ? project(found) : history(found))
                .orElse(null);
    }

    private String project(Label project) {
        ObjectNode page = overview.of(project, MOST, Format.CONCISE).json();
        Page<TaskView> open = tasks.list(
                TaskFilter.of(Set.of(TaskStatus.OPEN), project.id().toString(), new Sort(Sort.By.DUE, false)),
                new PageRequest(MOST, null));
        Map<UUID, Label> named = open.items().isEmpty() ? Map.of() : labels.of(TaskJson.named(open.items()));
        ArrayNode items = page.putArray("tasks");
        open.items().forEach(task -> items.add(TaskJson.of(named).concise(task)));
        if (open.nextCursor() != null) {
            SizeLimit.hint(page, "There are more open tasks than these.");
        }
        // All overdue tasks on the page belong to the project, so one project name is enough.
        TaskLines lines = new TaskLines(Map.of(project.key(), project.name()));
        return fit(page, fitting -> Markdown.project(fitting, lines));
    }

    private String history(Label project) {
        Page<HistoryView> newest = history.list(HistoryFilter.ofProject(project.id()), new PageRequest(MOST, null));
        ObjectNode page = ToolJson.object();
        ArrayNode entries = page.putArray("entries");
        newest.items().forEach(entry -> entries.add(HistoryEntryJson.of(entry, Format.CONCISE)));
        if (newest.nextCursor() != null) {
            SizeLimit.hint(page, "There are older entries; get_history has them.");
        }
        return fit(page, fitting -> Markdown.history(project, fitting));
    }

    private static String fit(ObjectNode page, Function<ObjectNode, String> markdown) {
        return SizeLimit.of(page, "the tools show more", markdown).text();
    }

    /** Writes Markdown pages from the structured form of the tools' answers. Texts that people wrote are quoted. */
    static final class Markdown {
        private Markdown() {}

        static String overview(JsonNode overview, TaskLines lines) {
            StringBuilder page = new StringBuilder("# Overview\n\n## Projects\n\n");
            overview.path("projects").forEach(project -> bullet(page, ProjectLines.line(project)));
            end(page, overview, lines);
            return page.toString();
        }

        /** Writes the page of a project; only the project's name if its row could not be built. */
        static String project(JsonNode page, TaskLines lines) {
            JsonNode project = page.path("projects").path(0);
            StringBuilder markdown = new StringBuilder(
                    "# %s %s\n\n".formatted(text(project, "key"), Quoted.line(text(project, "name"))));
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
            page.path("entries").forEach(entry -> bullet(markdown, HistoryEntryLines.line(entry)));
            hint(markdown, page);
            return markdown.toString();
        }

        private static void end(StringBuilder page, JsonNode overview, TaskLines lines) {
            if (overview.has("claims")) {
                page.append("\n## Claims\n\n");
                OverviewLines.claims(overview.path("claims")).lines().forEach(line -> bullet(page, line.strip()));
            }
            JsonNode overdue = overview.path("overdue");
            page.append("\n## Overdue\n\n")
                    .append(OverviewLines.overdue(overdue))
                    .append("\n\n");
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
}
