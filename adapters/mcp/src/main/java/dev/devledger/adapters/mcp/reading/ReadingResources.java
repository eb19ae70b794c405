package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.task.TaskStatus;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger as pages to read. */
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
        // Whatever is overdue in it is its own, so one name is enough.
        TaskLines lines = new TaskLines(Map.of(project.key(), project.name()));
        return fit(page, fitting -> Markdown.project(fitting, lines));
    }

    private String history(Label project) {
        Page<HistoryView> newest = history.list(HistoryFilter.ofProject(project.id()), new PageRequest(MOST, null));
        ObjectNode page = ToolJson.object();
        ArrayNode entries = page.putArray("entries");
        newest.items().forEach(entry -> entries.add(EntryJson.of(entry, Format.CONCISE)));
        if (newest.nextCursor() != null) {
            SizeLimit.hint(page, "There are older entries; get_history has them.");
        }
        return fit(page, fitting -> Markdown.history(project, fitting));
    }

    private static String fit(ObjectNode page, Function<ObjectNode, String> markdown) {
        return SizeLimit.of(page, "the tools show more", markdown).text();
    }
}
