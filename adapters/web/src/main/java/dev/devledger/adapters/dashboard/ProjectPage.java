package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.LinkStatusView.Href;
import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodAxis;
import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodScale;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
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
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.task.Task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
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
        Clock clock) {
    private static final Sort AS_MADE = new Sort(Sort.By.KEY, false);
    private static final int NOTES = 20;
    private static final int ENTRIES = 30;
    private static final String TAB = "tab";

    /** The most characters of a reason that is shown as a whole beside the tasks. */
    private static final int LINE = 140;

    /** The parameter with the cursor of the notes. */
    private static final String NOTES_BEFORE = "notes";

    /** What the page shows below its head. */
    enum ProjectTab {
        TASKS,
        ACTIVITY,
        TIME,
        SETTINGS;

        /** The tab of an address without one. */
        static ProjectTab of(PageQuery asked) {
            ProjectTab given = asked.word(TAB, ProjectTab.class);
            return given == null ? TASKS : given;
        }
    }

    /** A tab as a link; {@code current} is null on the other tabs. */
    record Tab(String title, String href, @Nullable String current) {}

    /**
     * @param stays the statuses; only on the tab of the time
     * @param strip the time worked; null if no time was worked
     * @param tasks the tasks; only on their tab
     * @param board the tasks by stage; null without a board
     * @param came the added tasks; null if no task was added, and on a page of now
     * @param open true if only open tasks are shown
     * @param deletedBy the user who deleted the project; null if it is not deleted, or if its deletion is not in the
     *     shown history
     * @param notes the notes; only on the tab of the activity
     * @param changes the newest changes; on a tab that does not show them only the last one
     */
    record View(
            Frame frame,
            PageQuery asked,
            ProjectTab tab,
            CardView card,
            List<StatusPeriodView> stays,
            @Nullable WorkedTimeChart strip,
            TaskRows tasks,
            @Nullable TaskBoard board,
            @Nullable NewerEntities came,
            boolean open,
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
            return !Set.of("all", "q", "raw", TAB, TaskBoard.SHOW, TaskRows.ROWS, PageQuery.AS_OF, NOTES_BEFORE)
                    .containsAll(asked.parameters().keySet());
        }

        /** The tabs keep the moment of the page and nothing else. */
        List<Tab> tabs() {
            PageQuery bare = new PageQuery(asked.path(), Map.of());
            return Arrays.stream(ProjectTab.values())
                    .map(each -> new Tab(
                            StatusLabel.of(each).title(),
                            frame.then(bare.with(TAB, each == ProjectTab.TASKS ? null : word(each))),
                            each == tab ? "page" : null))
                    .toList();
        }

        boolean shows(String name) {
            return word(tab).equals(name);
        }

        /** True if a long reason takes one line, so that the tasks begin further up. */
        boolean cutsReason() {
            String reason = card.project().statusReason();
            return tab == ProjectTab.TASKS && reason != null && reason.length() > LINE;
        }

        private static String word(ProjectTab tab) {
            return StatusLabel.of(tab).word();
        }

        /** Returns the address of the same page as of the newest change. */
        String asOf() {
            return asked.with(PageQuery.AS_OF, ChangeSetView.newestPosition(changes));
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
        ProjectTab tab = ProjectTab.of(asked);
        boolean open = !asked.is("all");
        TaskQueries then = moment == null ? tasks : tasks.asOf(moment.of());
        TaskFilter filter = filter(project, open, asked);
        boolean withTasks = tab == ProjectTab.TASKS;
        boolean withBoard = withTasks && "board".equals(asked.oneOf(TaskBoard.SHOW, List.of("list", "board")));
        boolean withChanges = tab == ProjectTab.ACTIVITY;
        StatusTimelines.StatusPeriods timeline =
                tab == ProjectTab.TIME ? timelines.of(project.id(), moment == null ? null : moment.position()) : null;
        List<StatusPeriodView> stays = timeline == null
                ? List.of()
                : StatusPeriodView.of(timeline.stays(), timeline.until()).stream()
                        .map(stay -> stay.named(connectors))
                        .toList();
        int entries = withChanges || project.deletedAt() != null ? ENTRIES : 1;
        List<ChangeSetView> changes = newest.of(changes(project.id(), moment), entries, now, moment);
        View view = new View(
                frames.of(project.key() + " " + project.name() + " – Devledger", "/projects", moment, request),
                asked,
                tab,
                CardView.of(project, List.of(), now),
                stays,
                timeline == null ? null : strip(project, moment, new PeriodScale(stays, timeline.until())),
                withTasks && !withBoard ? TaskRows.of(asked, filter, then, now) : TaskRows.NONE,
                withBoard ? TaskBoard.of(asked, filter, then, now) : null,
                moment == null || !withTasks ? null : NewerEntities.tasks(project, filter, tasks, moment),
                open,
                LinkStatusView.of(project.id(), project.links(), connectors, history, now),
                project.deletedAt() == null ? null : ChangeSetView.whoDid("project.deleted", project.id(), changes),
                withChanges ? notes(project.id(), asked, moment) : new Page<>(List.of(), null),
                changes,
                now);
        Templates.write(Templates.render("dashboard/project.jte", view), response);
    }

    private @Nullable WorkedTimeChart strip(ProjectView project, @Nullable PastMoment moment, PeriodScale scale) {
        if (project.trackedSeconds() == 0) {
            return null;
        }
        return WorkedTimeChart.of(
                project.id(), moment == null ? entries : entries.asOf(moment.of()), scale, ShownInstant.zone());
    }

    private TaskFilter filter(ProjectView project, boolean open, PageQuery asked) {
        TaskFilter read = TaskFilter.read(asked, ShownInstant.zone());
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
