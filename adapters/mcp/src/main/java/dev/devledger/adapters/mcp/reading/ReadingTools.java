package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.reading.FilterArguments.AsOfArgument;
import dev.devledger.adapters.mcp.reading.FindTasks.TaskArguments;
import dev.devledger.adapters.mcp.reading.GetHistory.HistoryArguments;
import dev.devledger.adapters.mcp.reading.GetHistory.States;
import dev.devledger.adapters.mcp.reading.Overview.NextSteps;
import dev.devledger.adapters.mcp.reading.Overview.Overdue;
import dev.devledger.adapters.mcp.reading.Overview.SyncHealth;
import dev.devledger.adapters.mcp.reading.WeeklyReview.ReviewPrompts;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Completions;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Resources;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import java.util.List;

/** The tools, resources and prompts for reading. */
public final class ReadingTools {
    private final ToolPorts ports;
    private final ProjectNames names;
    private final NewestNotes notes;
    private final Overdue overdue;
    private final Overview overview;

    public ReadingTools(ToolPorts ports) {
        this.ports = ports;
        this.names = new ProjectNames(ports);
        this.notes = new NewestNotes(ports.noteQueries());
        this.overdue = new Overdue(ports.taskQueries(), ports.labels());
        this.overview = new Overview(
                ports.projectQueries(),
                notes,
                ports.claimQueries(),
                ports.timeEntryQueries(),
                overdue,
                new NextSteps(ports.taskQueries(), ports.historyQueries(), ports.labels(), ports.zone()),
                new SyncHealth(ports.syncs()),
                ports.clock());
    }

    public List<Tool> all() {
        AsOfArgument then = new AsOfArgument(ports.moments(), ports.zone());
        return List.of(
                new FindTasks(ports.taskQueries(), ports.labels(), new TaskArguments(names, ports.zone())),
                new GetTask(ports.taskQueries(), notes, ports.labels(), ports.conflicts(), then),
                new GetOverview(overview, names),
                new GetHistory(
                        ports.historyQueries(),
                        new States(ports.projectQueries(), ports.taskQueries(), ports.labels()),
                        new HistoryArguments(ports.labels(), ports.zone(), ports.connectors()),
                        then));
    }

    public Resources resources() {
        return new ReadingResources(overview, ports.taskQueries(), ports.historyQueries(), ports.labels());
    }

    public Prompts prompts() {
        return new ReviewPrompts(
                new WeeklyReview(
                        ports.historyQueries(),
                        ports.projectQueries(),
                        overdue,
                        ports.labels(),
                        ports.syncs(),
                        ports.clock()),
                names);
    }

    public Completions completions() {
        return new ProjectCompletions(ports.labels());
    }

    /**
     * Completes projects by their keys and names. A completion is a key: several projects may have the same name, and a
     * key is accepted wherever a name is.
     */
    record ProjectCompletions(Labels labels) implements Completions {
        private static final int MOST = 100;

        @Override
        public List<String> of(String argument, String prefix) {
            return switch (argument) {
                case "key", "project" ->
                    labels.projectsBeginning(prefix.strip(), MOST).stream()
                            .map(Label::key)
                            .toList();
                default -> List.of();
            };
        }
    }
}
