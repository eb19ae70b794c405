package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.GetOverview.OverviewLines;
import dev.devledger.adapters.mcp.reading.HistoryEntryLines.HistoryEntryJson;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger as pages that a client can read. */
record ReadingResources(
        Overview overview,
        GetTask one,
        ProjectQueries projects,
        TaskQueries tasks,
        ClaimQueries claims,
        HistoryQueries history,
        Moments moments,
        Labels labels)
        implements Resources {
    private static final String OVERVIEW = "devledger://overview";
    private static final String READY = "devledger://ready";
    private static final String AGENTS = "devledger://agents";
    private static final String PROJECT = "devledger://projects/{key}";
    private static final String HISTORY = "devledger://projects/{key}/history";
    private static final String TASK = "devledger://tasks/{key}";

    private static final Pattern OF_PROJECT =
            Pattern.compile("devledger://projects/(P-[0-9]{1,18})(/history)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_TASK =
            Pattern.compile("devledger://tasks/(T-[0-9]{1,18})", Pattern.CASE_INSENSITIVE);

    private static final int MOST = 50;
    private static final int MOST_PROJECTS = 100;
    private static final String ONE_PROJECT = "A project in full: its description, open tasks and newest notes.";

    @Override
    public List<Resource> listed() {
        return List.of(
                new Resource(
                        OVERVIEW,
                        "overview",
                        "Overview",
                        "Projects that are not closed, with task counts; overdue tasks; the state of the sync."),
                new Resource(READY, "ready", "Ready", "Tasks that can begin now, the one to begin first on top."),
                new Resource(AGENTS, "agents", "Agents", "Who works on which task, and until when it is claimed."));
    }

    /** Lists the active projects, so that a person picks one by its name. */
    @Override
    public List<Resource> current() {
        return projects
                .list(ProjectFilter.of(Set.of(ProjectStatus.ACTIVE)), new PageRequest(MOST_PROJECTS, null))
                .items()
                .stream()
                .map(project -> new Resource(
                        PROJECT.replace("{key}", project.key()), project.key(), project.name(), ONE_PROJECT))
                .toList();
    }

    @Override
    public List<Resource> templates() {
        return List.of(
                new Resource(PROJECT, "project", "Project", ONE_PROJECT),
                new Resource(
                        HISTORY,
                        "project-history",
                        "History of a project",
                        "What happened to a project and its tasks, newest first: who, when, why, with which tool."),
                new Resource(TASK, "task", "Task", "A task in full: description, checklist, notes, dependencies."));
    }

    @Override
    public @Nullable String read(String uri) {
        return switch (uri) {
            case OVERVIEW -> {
                Overview.Summary summary =
                        overview.of(Overview.UNDER_WAY, new PageRequest(MOST, null), MOST, Format.CONCISE);
                yield fit(summary.json(), fitting -> Markdown.overview(fitting, summary.names()));
            }
            case READY -> ready();
            case AGENTS -> agents();
            default -> ofOne(uri);
        };
    }

    private @Nullable String ofOne(String uri) {
        Matcher task = OF_TASK.matcher(uri);
        if (task.matches()) {
            return one.page(key(task));
        }
        Matcher of = OF_PROJECT.matcher(uri);
        if (!of.matches()) {
            return null;
        }
        return labels.ofKey(key(of))
                .map(found -> of.group(2) == null ? project(found) : history(found))
                .orElse(null);
    }

    private static String key(Matcher uri) {
        return uri.group(1).toUpperCase(Locale.ROOT);
    }

    @Override
    public long settled() {
        return moments.settled();
    }

    @Override
    public @Nullable Watch watch(String uri) {
        HistoryFilter filter = filter(uri);
        return filter == null ? null : new HistoryWatch(history, filter, moments.settled());
    }

    /** Returns the filter of the changes that change a page; null if the page does not exist. */
    private @Nullable HistoryFilter filter(String uri) {
        if (Set.of(OVERVIEW, READY, AGENTS).contains(uri)) {
            return HistoryFilter.ALL;
        }
        Matcher task = OF_TASK.matcher(uri);
        Matcher project = OF_PROJECT.matcher(uri);
        Matcher of = task.matches() ? task : project;
        if (!task.matches() && !project.matches()) {
            return null;
        }
        return labels.ofKey(key(of))
                .map(found -> of == task
                        ? HistoryFilter.ALL.with(HistoryFilter.ENTITY, found.id())
                        : HistoryFilter.ofProject(found.id()))
                .orElse(null);
    }

    /** Watches the history from the end of the ledger on. */
    private static final class HistoryWatch implements Watch {
        private final HistoryQueries history;
        private final HistoryFilter filter;
        private long seen;

        HistoryWatch(HistoryQueries history, HistoryFilter filter, long seen) {
            this.history = history;
            this.filter = filter;
            this.seen = seen;
        }

        @Override
        public boolean hasChanged(long settled) {
            if (settled <= seen) {
                return false;
            }
            boolean changed = !history.follow(filter, new PageRequest(1, history.end(seen)), settled)
                    .items()
                    .isEmpty();
            seen = settled;
            return changed;
        }
    }

    private String ready() {
        Page<TaskView> ready = tasks.list(TaskFilter.ready(null, Set.of()), new PageRequest(MOST, null));
        Map<UUID, Label> named = ready.items().isEmpty() ? Map.of() : labels.of(TaskJson.named(ready.items()));
        ObjectNode page = ToolJson.object();
        ArrayNode items = page.putArray("tasks");
        ready.items().forEach(task -> items.add(TaskJson.of(named).concise(task)));
        if (ready.nextCursor() != null) {
            SizeLimit.hint(page, "There are more; find_tasks with ready=true has them.");
        }
        return fit(page, fitting -> Markdown.tasks("Ready", fitting, TaskLines.of(named.values())));
    }

    private String agents() {
        Page<ClaimedTask> live = claims.live(null, new PageRequest(MOST, null));
        ObjectNode page = ToolJson.object();
        ArrayNode items = page.putArray("claims");
        live.items().forEach(claim -> items.add(ToolJson.object(claim)));
        if (live.nextCursor() != null) {
            SizeLimit.hint(page, "There are more claims than these.");
        }
        return fit(page, Markdown::agents);
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

        static String tasks(String title, JsonNode page, TaskLines lines) {
            StringBuilder markdown = new StringBuilder("# " + title + "\n\n");
            page.path("tasks").forEach(task -> bullet(markdown, lines.line(task)));
            hint(markdown, page);
            return markdown.toString();
        }

        /** Writes each claim below the agent that holds it. */
        static String agents(JsonNode page) {
            Map<String, List<JsonNode>> byAgent = page.path("claims")
                    .valueStream()
                    .collect(Collectors.groupingBy(
                            claim -> text(claim, "agent"), LinkedHashMap::new, Collectors.toList()));
            StringBuilder markdown = new StringBuilder("# Agents\n");
            byAgent.forEach((agent, held) -> {
                markdown.append("\n## ").append(Quoted.line(agent)).append("\n\n");
                held.forEach(claim -> bullet(
                        markdown,
                        "%s %s: until %s"
                                .formatted(
                                        text(claim, "key"), Quoted.line(text(claim, "title")), text(claim, "until"))));
            });
            hint(markdown, page);
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
