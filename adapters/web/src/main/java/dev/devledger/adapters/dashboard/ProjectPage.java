package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.LinkStatusView.Href;
import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodAxis;
import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodScale;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NewestChanges;
import dev.devledger.adapters.dashboard.history.MissingPage;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.task.Task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one project. */
@Controller
record ProjectPage(
        ProjectQueries projects,
        TaskQueries tasks,
        NoteQueries notes,
        HistoryQueries history,
        NewestChanges newest,
        StatusTimelines timelines,
        TimeEntryQueries entries,
        Connectors connectors,
        Frames frames,
        PageMoments moments,
        MissingPage missing,
        Clock clock,
        ZoneId zone) {
    private static final Sort AS_MADE = new Sort(Sort.By.KEY, false);
    private static final int NOTES = 20;
    private static final int ENTRIES = 30;

    /** The parameter with the cursor of the notes. */
    private static final String NOTES_BEFORE = "notes";

    /**
     * @param strip the time worked; null if no time was worked
     * @param came the added tasks; null if no task was added, and on a page of now
     * @param open true if only open tasks are shown
     * @param next the address of the page with the next tasks; null if no tasks follow
     * @param deletedBy the user who deleted the project; null if it is not deleted, or if its deletion is not in the
     *     shown history
     */
    record View(
            Frame frame,
            PageQuery asked,
            CardView card,
            List<StatusPeriodView> stays,
            @Nullable WorkedTimeChart strip,
            List<TaskLine> tasks,
            @Nullable NewerEntities came,
            boolean open,
            @Nullable String next,
            List<LinkStatusView> links,
            @Nullable String deletedBy,
            Page<NoteView> notes,
            List<ChangeSetView> changes,
            Instant now) {

        ShownInstant at(Instant instant) {
            return new ShownInstant(instant, now);
        }

        boolean isPast() {
            return frame.moment() != null;
        }

        /** True if a filter other than the search words and the open status narrows the tasks. */
        boolean isNarrowed() {
            return !Set.of("all", "q", "raw", PageQuery.CURSOR, PageQuery.AS_OF, NOTES_BEFORE)
                    .containsAll(asked.parameters().keySet());
        }

        /** Returns the word for the end of the current stay. */
        String end() {
            return isPast() ? "then" : "now";
        }

        /** Returns the address of older notes; null if none are older. */
        @Nullable
        String olderNotes() {
            String cursor = notes.nextCursor();
            return cursor == null ? null : asked.with(NOTES_BEFORE, cursor) + "#notes";
        }

        PeriodAxis axis() {
            return PeriodAxis.of(stays, now);
        }

        String staysFile() {
            String file = "/api/projects/" + card.project().key() + "/status-timeline?format=csv";
            PastMoment moment = frame.moment();
            return moment == null ? file : file + "&asOf=" + moment.asOf();
        }

        /** True if a user can change the project on the page. */
        boolean isOpenToChange() {
            return !isPast() && card.project().deletedAt() == null;
        }

        @Nullable
        String repository() {
            return Href.of(card.project().details().repositoryUrl());
        }

        WorkTime worked() {
            return new WorkTime(card.project().trackedSeconds());
        }
    }

    @GetMapping(path = "/projects/{key}", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @PathVariable("key") String key,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ProjectView today = projects.find(key).orElse(null);
        if (today == null) {
            missing.answer(MissingPage.Kind.PROJECT, key, parameters, request, response);
            return;
        }
        PageQuery asked = new PageQuery("/projects/" + today.key(), parameters);
        PastMoment moment = moments.of(asked);
        if (moment == null) {
            show(today, asked, null, request, response);
            return;
        }
        ProjectView then = projects.asOf(moment.of()).find(today.key()).orElse(null);
        if (then == null) {
            missing.notYet(MissingPage.Kind.PROJECT, today.key(), today.createdAt(), moment, request, response);
            return;
        }
        show(then, asked, moment, request, response);
    }

    private void show(
            ProjectView project,
            PageQuery asked,
            @Nullable PastMoment moment,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Instant now = moment == null ? clock.instant() : moment.clock();
        boolean open = !asked.is("all");
        StatusTimelines.StatusPeriods timeline = timelines.of(project.id(), moment == null ? null : moment.position());
        TaskQueries then = moment == null ? tasks : tasks.asOf(moment.of());
        TaskFilter filter = filter(project, open, asked);
        Page<TaskView> lines = then.list(filter, new PageRequest(PageRequest.MAX_LIMIT, asked.text(PageQuery.CURSOR)));
        List<StatusPeriodView> stays = StatusPeriodView.of(timeline.stays(), timeline.until()).stream()
                .map(stay -> stay.named(connectors))
                .toList();
        List<ChangeSetView> changes = newest.of(changes(project.id(), moment), ENTRIES, now, moment);
        View view = new View(
                frames.of(project.key() + " " + project.name() + " – Devledger", "/projects", moment, request),
                asked,
                CardView.of(project, List.of(), now),
                stays,
                strip(project, moment, new PeriodScale(stays, timeline.until())),
                TaskLine.tree(lines.items(), then, now),
                moment == null || asked.text(PageQuery.CURSOR) != null
                        ? null
                        : NewerEntities.tasks(project, filter, tasks, moment),
                open,
                asked.next(lines.nextCursor()),
                LinkStatusView.of(project.id(), project.links(), connectors, history, now),
                project.deletedAt() == null ? null : ChangeSetView.whoDid("project.deleted", project.id(), changes),
                notes(project.id(), asked, moment),
                changes,
                now);
        Templates.write(Templates.render("dashboard/project.jte", view), response);
    }

    private @Nullable WorkedTimeChart strip(ProjectView project, @Nullable PastMoment moment, PeriodScale scale) {
        if (project.trackedSeconds() == 0) {
            return null;
        }
        return WorkedTimeChart.of(project.id(), moment == null ? entries : entries.asOf(moment.of()), scale, zone);
    }

    private TaskFilter filter(ProjectView project, boolean open, PageQuery asked) {
        TaskFilter read = TaskFilter.read(asked, zone);
        return (open && !read.has(TaskFilter.STATUS) ? read.with(TaskFilter.STATUS, Set.of(TaskStatus.OPEN)) : read)
                .with(TaskFilter.PROJECT, project.key())
                .with(TaskFilter.SORT, AS_MADE);
    }

    private Page<NoteView> notes(UUID project, PageQuery asked, @Nullable PastMoment moment) {
        PageRequest page = new PageRequest(NOTES, asked.text(NOTES_BEFORE));
        return moment == null ? notes.of(project, page) : notes.ofProject(project, moment.position(), page);
    }

    private static HistoryFilter changes(UUID project, @Nullable PastMoment moment) {
        HistoryFilter all = HistoryFilter.ofProject(project);
        return moment == null ? all : all.upTo(moment.position());
    }
}
