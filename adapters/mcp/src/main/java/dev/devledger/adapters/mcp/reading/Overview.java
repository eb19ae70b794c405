package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.change.TimeEntryAnswer;
import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.HistoryEntryLines.HistoryEntryJson;
import dev.devledger.adapters.mcp.reading.ProjectLines.ProjectJson;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the overview: projects, claims, overdue tasks, the sync. */
record Overview(
        ProjectQueries projects,
        NewestNotes notes,
        ClaimQueries claims,
        TimeEntryQueries time,
        Overview.Overdue overdue,
        Overview.NextSteps outlook,
        Overview.SyncHealth sync,
        Clock clock) {
    private static final int TIMERS = 20;

    /** The statuses of unfinished projects. */
    static final Set<ProjectStatus> UNDER_WAY =
            EnumSet.of(ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.PAUSED, ProjectStatus.BLOCKED);

    /** @param names the names of the overview's projects and of its tasks' projects, for the text */
    record Summary(ObjectNode json, TaskLines names) {}

    /**
     * Returns the overview of a page of the projects with these statuses, the last changed first.
     *
     * @param most the most claimed tasks in the overview
     */
    Summary of(Set<ProjectStatus> statuses, PageRequest request, int most, Format format) {
        Page<ProjectView> page = projects.list(projects(statuses), request);
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("projects");
        page.items().forEach(project -> items.add(ProjectJson.TODAY.of(project, format)));
        addClaims(answer, null, most);
        addTimers(answer, null);
        TaskLines names = addOverdue(answer, null, format);
        if (format == Format.DETAILED) {
            names = names.and(outlook.addTo(answer, page.items(), clock.instant()));
        }
        sync.addTo(answer, format);
        if (page.nextCursor() != null) {
            answer.put("nextCursor", page.nextCursor());
        }
        if (page.items().isEmpty() && request.cursor() == null) {
            SizeLimit.hint(answer, none());
        }
        return new Summary(answer, names);
    }

    /**
     * Returns the overview of a project in full, with its newest notes. Overdue tasks are only tasks of the project.
     *
     * @param most the most claimed tasks in the overview
     */
    Summary of(Label called, int most, Format format) {
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("projects");
        for (ProjectView project : projects.findAll(Set.of(called.id()))) {
            ObjectNode item = items.addObject();
            item.setAll(ProjectJson.TODAY.detailed(project));
            NewestNotes.add(notes.of(Set.of(project.id())).getOrDefault(project.id(), List.of()), item, answer);
        }
        addClaims(answer, called.id(), most);
        addTimers(answer, called.id());
        TaskLines names = addOverdue(answer, called.id(), format);
        if (format == Format.DETAILED) {
            names = names.and(outlook.addTo(answer, called));
        }
        sync.addTo(answer, format);
        SizeLimit.hint(
                answer,
                "find_tasks with project=%1$s lists its tasks; get_history with entity=%1$s tells what happened to it."
                        .formatted(called.key()));
        return new Summary(answer, names);
    }

    private void addClaims(ObjectNode answer, @Nullable UUID project, int most) {
        ClaimOverview found = claims.overview(project, most);
        if (found.count() > 0 || !found.often().isEmpty()) {
            answer.set("claims", ToolJson.object(found));
        }
        int more = found.count() - found.tasks().size();
        if (more > 0) {
            String tasks = more == 1 ? "1 more task is claimed" : more + " more tasks are claimed";
            SizeLimit.hint(answer, tasks + others(project == null, most < FilterArguments.MOST));
        }
    }

    private static String others(boolean ofAll, boolean larger) {
        String limit = "limit up to " + FilterArguments.MOST;
        return ofAll
                ? ": get_overview with " + (larger ? limit + " or with " : "") + "project shows others."
                : larger ? ": get_overview with " + limit + " shows others." : ".";
    }

    /** Adds the timers of all people, as a caller may work for another person. */
    private void addTimers(ObjectNode answer, @Nullable UUID project) {
        List<TimeEntryView> running = time.list(TimeEntryFilter.running(project), new PageRequest(TIMERS, null))
                .items();
        if (!running.isEmpty()) {
            ArrayNode timers = answer.putArray("timers");
            running.forEach(each -> timers.add(TimeEntryAnswer.json(each)));
        }
    }

    private TaskLines addOverdue(ObjectNode answer, @Nullable UUID project, Format format) {
        Overdue.OverdueTasks late = overdue.at(clock.instant(), project, format == Format.DETAILED ? 20 : 5);
        ObjectNode shown = answer.putObject("overdue").put("count", late.count());
        shown.putArray("tasks").addAll(late.first());
        return late.lines();
    }

    private String none() {
        boolean empty = projects.list(projects(Set.of()), new PageRequest(1, null))
                .items()
                .isEmpty();
        return empty
                ? "The ledger is empty. Call save_project with a name to make the first project, then create_tasks."
                : "No project has one of these statuses. Give status to see others.";
    }

    private static ProjectFilter projects(Set<ProjectStatus> statuses) {
        return ProjectFilter.of(statuses);
    }

    /**
     * Adds the extra parts of a detailed overview: the next tasks, and the newest changes.
     *
     * @param zone the time zone that decides which day is today
     */
    record NextSteps(TaskQueries tasks, HistoryQueries history, Labels labels, ZoneId zone) {
        private static final int CHANGES = 10;
        private static final int NEXT_OF_EACH = 3;
        private static final int NEXT_OF_ONE = 10;

        /**
         * Adds the next tasks, due from today on, to each project. All these tasks come from one page, so later ones
         * may be missing.
         */
        TaskLines addTo(ObjectNode answer, List<ProjectView> shown, Instant now) {
            Page<TaskView> next = tasks.list(
                    TaskFilter.dueFrom(LocalDate.ofInstant(now, zone)), new PageRequest(PageRequest.MAX_LIMIT, null));
            Map<UUID, List<TaskView>> byProject =
                    next.items().stream().collect(Collectors.groupingBy(TaskView::projectId));
            Map<UUID, Label> named = named(next.items());
            for (int i = 0; i < shown.size(); i++) {
                List<TaskView> own = byProject.getOrDefault(shown.get(i).id(), List.of());
                add(
                        (ObjectNode) answer.path("projects").path(i),
                        own.stream().limit(NEXT_OF_EACH).toList(),
                        named);
            }
            if (next.nextCursor() != null) {
                SizeLimit.hint(
                        answer, "nextTasks was chosen from the next %d due tasks.".formatted(PageRequest.MAX_LIMIT));
            }
            addChanges(answer, null);
            return TaskLines.of(named.values());
        }

        /** Adds the first open tasks to the one project; tasks without a due date come last. */
        TaskLines addTo(ObjectNode answer, Label project) {
            List<TaskView> open = tasks.list(
                            TaskFilter.of(
                                    Set.of(TaskStatus.OPEN), project.id().toString(), new Sort(Sort.By.DUE, false)),
                            new PageRequest(NEXT_OF_ONE, null))
                    .items();
            Map<UUID, Label> named = named(open);
            if (answer.path("projects").path(0) instanceof ObjectNode item) {
                add(item, open, named);
            }
            addChanges(answer, project.id());
            return TaskLines.of(named.values());
        }

        private Map<UUID, Label> named(List<TaskView> of) {
            return of.isEmpty() ? Map.of() : labels.of(TaskJson.named(of));
        }

        private static void add(ObjectNode project, List<TaskView> next, Map<UUID, Label> named) {
            ArrayNode items = project.putArray("nextTasks");
            next.forEach(task -> items.add(TaskJson.of(named).concise(task)));
        }

        private void addChanges(ObjectNode answer, @Nullable UUID project) {
            ArrayNode entries = answer.putArray("recentChanges");
            history.list(
                            HistoryFilter.ALL
                                    .with(HistoryFilter.ENTITY, project)
                                    .with(HistoryFilter.WITH_TASKS, project != null),
                            new PageRequest(CHANGES, null))
                    .items()
                    .forEach(entry -> entries.add(HistoryEntryJson.of(entry, Format.CONCISE)));
        }
    }

    /** Finds overdue tasks. Tasks of closed projects come after all other tasks. */
    record Overdue(TaskQueries tasks, Labels labels) {
        /**
         * @param count the number of all overdue tasks
         * @param first the first overdue tasks, as JSON
         */
        record OverdueTasks(int count, List<ObjectNode> first, TaskLines lines) {}

        /** @param project the only project to search; null for all projects */
        OverdueTasks at(Instant now, @Nullable UUID project, int most) {
            TaskFilter filter = TaskFilter.overdue(now, Objects.toString(project, null));
            List<TaskView> first = new ArrayList<>(list(project == null ? in(false, filter) : filter, most));
            List<TaskView> last =
                    project == null && first.size() < most ? list(in(true, filter), most - first.size()) : List.of();
            Map<UUID, ProjectStatus> closed = closed(last);
            first.addAll(last);
            int count = first.size() < most ? first.size() : tasks.count(filter);
            Map<UUID, Label> named = first.isEmpty() ? Map.of() : labels.of(TaskJson.named(first));
            return new OverdueTasks(
                    count,
                    first.stream()
                            .map(task -> json(TaskJson.of(named), task, closed.get(task.projectId())))
                            .toList(),
                    TaskLines.of(named.values()));
        }

        /**
         * Returns the filter limited to closed or to open projects. Tasks of closed and of open projects have separate
         * indexes: no index has all tasks in this order.
         */
        private static TaskFilter in(boolean closed, TaskFilter filter) {
            return filter.with(TaskFilter.CLOSED_PROJECT, closed);
        }

        private List<TaskView> list(TaskFilter filter, int most) {
            return tasks.list(filter, new PageRequest(most, null)).items();
        }

        private Map<UUID, ProjectStatus> closed(List<TaskView> late) {
            Set<UUID> homes = late.stream().map(TaskView::projectId).collect(Collectors.toSet());
            return homes.isEmpty() ? Map.of() : labels.closedProjects(homes);
        }

        private static ObjectNode json(TaskJson json, TaskView task, @Nullable ProjectStatus closed) {
            ObjectNode shown = json.concise(task);
            return closed == null ? shown : shown.put("projectStatus", ToolJson.word(closed));
        }
    }

    /** Reads the state of the sync, and the number of items that wait for a person's decision. */
    record SyncHealth(Syncs syncs) {
        /** Adds the state as an object, or as a list for several connectors. */
        void addTo(ObjectNode answer, Format format) {
            List<SyncStatus> statuses = syncs.statuses();
            List<ObjectNode> shown =
                    statuses.stream().map(each -> health(each, format)).toList();
            answer.set("sync", shown.size() == 1 ? shown.getFirst() : ToolJson.object(Map.of("items", shown)));
            if (statuses.stream().anyMatch(each -> each.openConflicts() > 0)) {
                SizeLimit.hint(answer, "resolve_sync_conflicts lists the open conflicts.");
            }
            if (statuses.stream().anyMatch(each -> each.held() > 0)) {
                SizeLimit.hint(
                        answer,
                        "A guard holds back changes of the sync until the user approves or refuses them in Devledger.");
            }
        }

        private static ObjectNode health(SyncStatus status, Format format) {
            ObjectNode shown = ToolJson.object(format == Format.DETAILED ? status : Health.of(status));
            return status.message() == null ? shown : shown.put("message", RuleWords.withTools(status.message()));
        }

        /** The state of a connector in concise form. */
        private record Health(
                String connector,
                String state,
                @Nullable String message,
                int pending,
                int openConflicts,
                int held,
                @Nullable LastCycle lastCycle) {

            static Health of(SyncStatus status) {
                Cycles.Cycle last = status.lastCycle();
                return new Health(
                        status.connector(),
                        status.state().word(),
                        status.message(),
                        status.pending(),
                        status.openConflicts(),
                        status.held(),
                        last == null ? null : new LastCycle(last.startedAt(), last.complete(), last.error()));
            }
        }

        private record LastCycle(
                Instant startedAt,
                boolean complete,
                @Nullable String error) {}
    }
}
