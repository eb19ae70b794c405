package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.change.LoggedTime;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.claim.ClaimOverview;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How everything stands: projects, who works on what, what is overdue, the sync. */
record Overview(
        ProjectQueries projects,
        NewestNotes notes,
        ClaimQueries claims,
        TimeEntryQueries time,
        Overdue overdue,
        Outlook outlook,
        SyncHealth sync,
        Clock clock) {
    private static final int TIMERS = 20;

    /** What somebody still thinks about. */
    static final Set<ProjectStatus> UNDER_WAY =
            EnumSet.of(ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.PAUSED, ProjectStatus.BLOCKED);

    /**
     * @param names those of its projects and of those of its tasks, for a text
     */
    record Summary(ObjectNode json, TaskLines names) {}

    /**
     * A page of the projects of these statuses, the last changed first.
     *
     * @param most of the tasks that somebody has
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
     * A project in full, with its newest notes; what is overdue is what is so in it.
     *
     * @param most of its tasks that somebody has
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

    /** Of all people: who asks may work for another one. */
    private void addTimers(ObjectNode answer, @Nullable UUID project) {
        List<TimeEntryView> running = time.list(TimeEntryFilter.running(project), new PageRequest(TIMERS, null))
                .items();
        if (!running.isEmpty()) {
            ArrayNode timers = answer.putArray("timers");
            running.forEach(each -> timers.add(LoggedTime.json(each)));
        }
    }

    private TaskLines addOverdue(ObjectNode answer, @Nullable UUID project, Format format) {
        Overdue.Found late = overdue.at(clock.instant(), project, format == Format.DETAILED ? 20 : 5);
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
}
