package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.change.TimeEntryAnswer;
import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.SizeLimit.Footer;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.domain.project.Project.ProjectStatus;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Returns an overview of all projects, or of one project. */
record GetOverview(Overview overview, ProjectNames names) implements Tool {
    private static final Declaration DECLARATION = new Declaration(
            "get_overview",
            "Overview",
            "Projects with status and task counts, overdue tasks, running timers, and the state of the sync. detailed"
                    + " adds next tasks and recent changes; with project: that project in full.",
            Toolset.DEFAULT,
            Hints.READS,
            Scope.READ,
            Schema.closed(
                    "project", FilterArguments.PROJECT,
                    "status",
                            Schema.list(Schema.oneOf(FilterArguments.all(ProjectStatus.class)), 6)
                                    .described("Default planned, active, paused, blocked"),
                    "limit", FilterArguments.LIMIT,
                    "cursor", FilterArguments.CURSOR,
                    "response_format", Format.schema(Format.CONCISE)),
            Schema.open(
                            "projects", Schema.list(Schema.object().requiring("key", "name", "status", "version")),
                            "sync", Schema.object(),
                            "nextCursor", Schema.text())
                    .requiring("projects", "sync"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        Format format = Format.of(arguments, Format.CONCISE);
        Label one = names.find(arguments, "project");
        if (one != null && arguments.has("cursor")) {
            throw arguments.wrong(
                    "cursor", "is for a list of projects, but project names only one. Leave one of them out.");
        }
        int limit = FilterArguments.limit(arguments);
        Overview.Summary summary = one == null
                ? overview.of(statuses(arguments), FilterArguments.page(arguments, format), limit, format)
                : overview.of(one, limit, format);
        boolean full = one != null || format == Format.DETAILED;
        String rest = one == null ? "give project to read one alone" : "no tool shows more of this project";
        return SizeLimit.of(summary.json(), rest, fitting -> OverviewLines.of(fitting, summary.names(), full));
    }

    private static Set<ProjectStatus> statuses(Arguments arguments) {
        Set<ProjectStatus> asked = new FilterArguments(arguments).words("status", ProjectStatus.class);
        return asked.isEmpty() ? Overview.UNDER_WAY : asked;
    }

    /** Builds the text of an overview from the structured form. */
    static final class OverviewLines {
        private OverviewLines() {}

        /** @param full true if the text shows all fields of each project */
        static String of(JsonNode overview, TaskLines tasks, boolean full) {
            StringBuilder text = new StringBuilder();
            for (JsonNode project : overview.path("projects")) {
                text.append(full ? ProjectLines.full(project) : ProjectLines.line(project) + "\n");
                project.path("nextTasks")
                        .forEach(task ->
                                text.append("  next: ").append(tasks.line(task)).append('\n'));
            }
            text.append(claims(overview.path("claims")));
            overview.path("timers").forEach(timer -> text.append("timer: ")
                    .append(TimeEntryAnswer.line(timer))
                    .append('\n'));
            JsonNode overdue = overview.path("overdue");
            text.append(overdue(overdue)).append('\n');
            overdue.path("tasks")
                    .forEach(task -> text.append("  ").append(tasks.line(task)).append('\n'));
            if (overview.has("recentChanges")) {
                changes(text, overview.path("recentChanges"));
            }
            text.append(sync(overview.path("sync"))).append('\n');
            return Footer.end(text, overview);
        }

        /**
         * Builds lines such as {@code T-7 Write the guard: ada until 2026-03-31T09:00:00Z}, and {@code claimed 4 times,
         * still open: T-7 …}.
         */
        static String claims(JsonNode claims) {
            StringBuilder text = new StringBuilder();
            JsonNode tasks = claims.path("tasks");
            int count = claims.path("count").asInt(0);
            if (count > 0) {
                text.append("claimed: ").append(count).append('\n');
            }
            tasks.forEach(task -> text.append("  %s: %s until %s\n"
                    .formatted(called(task), Quoted.line(text(task, "agent")), text(task, "until"))));
            if (count > tasks.size()) {
                text.append("  and ").append(count - tasks.size()).append(" more\n");
            }
            claims.path("often")
                    .forEach(task -> text.append("claimed %d times, still open: %s\n"
                            .formatted(task.path("claims").asLong(0), called(task))));
            return text.toString();
        }

        private static String called(JsonNode task) {
            return text(task, "key") + " " + Quoted.line(text(task, "title"));
        }

        private static void changes(StringBuilder text, JsonNode entries) {
            text.append("recent changes: ").append(entries.isEmpty() ? "none\n" : "\n");
            entries.forEach(entry ->
                    text.append("  ").append(HistoryEntryLines.line(entry)).append('\n'));
        }

        static String overdue(JsonNode overdue) {
            int count = overdue.path("count").asInt(0);
            int shown = overdue.path("tasks").size();
            return "overdue: " + count + (count > shown ? "; these are " + shown + " of them" : "");
        }

        /**
         * Builds a line for each connector, such as {@code sync with ticktick: idle, 3 pending, 0 open conflicts, 0
         * held}.
         */
        static String sync(JsonNode sync) {
            return sync.has("items")
                    ? sync.path("items").valueStream().map(OverviewLines::line).collect(Collectors.joining("\n"))
                    : line(sync);
        }

        private static String line(JsonNode sync) {
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
            if (sync.has("mode")) {
                line.append("; mode ").append(text(sync, "mode"));
            }
            if (sync.has("lastCompleteReadAt")) {
                line.append("; everything was last read at ").append(text(sync, "lastCompleteReadAt"));
            }
            sync.path("budget")
                    .forEach(each -> line.append("; %d of %d calls used in %s"
                            .formatted(
                                    each.path("used").asInt(0),
                                    each.path("limit").asInt(0),
                                    text(each, "window"))));
            for (String field : new String[] {"message", "error"}) {
                String words = field.equals("error") ? text(last, field) : text(sync, field);
                if (!words.isEmpty()) {
                    line.append("; ").append(field).append(": ").append(Quoted.line(words));
                }
            }
            return line.toString();
        }
    }
}
