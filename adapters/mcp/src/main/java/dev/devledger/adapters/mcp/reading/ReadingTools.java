package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.reading.FilterArguments.AsOfArgument;
import dev.devledger.adapters.mcp.reading.FindTasks.TaskArguments;
import dev.devledger.adapters.mcp.reading.GetHistory.HistoryArguments;
import dev.devledger.adapters.mcp.reading.GetHistory.States;
import dev.devledger.adapters.mcp.reading.Overview.NextSteps;
import dev.devledger.adapters.mcp.reading.Overview.Overdue;
import dev.devledger.adapters.mcp.reading.Overview.SyncHealth;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Completions;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools, resources and prompts for reading. */
public final class ReadingTools {
    private final ToolPorts ports;
    private final ProjectNames names;
    private final NewestNotes notes;
    private final Overdue overdue;
    private final Overview overview;
    private final AsOfArgument then;
    private final GetTask one;

    public ReadingTools(ToolPorts ports) {
        this.ports = ports;
        this.names = new ProjectNames(ports);
        this.notes = new NewestNotes(ports.noteQueries());
        this.overdue = new Overdue(ports.taskQueries(), ports.labels());
        this.then = new AsOfArgument(ports.moments(), ports.zone());
        this.one = new GetTask(ports.taskQueries(), notes, ports.labels(), ports.conflicts(), then);
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
        return List.of(
                new FindTasks(ports.taskQueries(), ports.labels(), new TaskArguments(names, ports.zone())),
                one,
                new GetOverview(overview, names),
                new GetHistory(
                        ports.historyQueries(),
                        new States(ports.projectQueries(), ports.taskQueries(), ports.labels()),
                        new HistoryArguments(ports.labels(), ports.zone(), ports.connectors()),
                        then));
    }

    public Resources resources() {
        return new ReadingResources(
                overview,
                one,
                ports.projectQueries(),
                ports.taskQueries(),
                ports.claimQueries(),
                ports.historyQueries(),
                ports.moments(),
                ports.labels());
    }

    public Prompts prompts() {
        return new LedgerPrompts(
                new WeeklyReview(
                        ports.historyQueries(),
                        ports.projectQueries(),
                        overdue,
                        ports.labels(),
                        ports.syncs(),
                        ports.clock()),
                resources(),
                names);
    }

    public Completions completions() {
        return new ProjectCompletions(ports.labels());
    }

    /** Completes projects by their keys and names. */
    record ProjectCompletions(Labels labels) implements Completions {
        private static final int MOST = 100;

        @Override
        public List<String> of(String argument, String prefix) {
            return switch (argument) {
                case "key" -> beginning(prefix).map(Label::key).toList();
                case "project" -> names(prefix);
                default -> List.of();
            };
        }

        private Stream<Label> beginning(String prefix) {
            return labels.projectsBeginning(prefix.strip(), MOST).stream();
        }

        /** Returns names, which a person knows; the key of a project whose name another one has too. */
        private List<String> names(String prefix) {
            List<Label> found = beginning(prefix).toList();
            Map<String, Long> often = found.stream().collect(Collectors.groupingBy(Label::name, Collectors.counting()));
            boolean key = prefix.strip().toUpperCase(Locale.ROOT).startsWith("P-");
            return found.stream()
                    .map(each -> key || often.getOrDefault(each.name(), 0L) > 1 ? each.key() : each.name())
                    .toList();
        }
    }
}
