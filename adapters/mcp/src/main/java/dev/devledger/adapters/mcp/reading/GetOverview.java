package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.query.Label;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.project.ProjectStatus;
import java.util.Set;

/** Says how everything stands, or how one project does. */
record GetOverview(Overview overview, ProjectNames names) implements Tool {
    private static final Declaration DECLARATION = new Declaration(
            "get_overview",
            "Overview",
            "Projects with status and task counts, overdue tasks, running timers, and the state of the sync. Call it first. detailed"
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
}
