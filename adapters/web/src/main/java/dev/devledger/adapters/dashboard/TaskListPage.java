package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldLabel;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.application.directory.SavedViews.ViewQuery;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectState;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the tasks of all projects. */
@Controller
record TaskListPage(
        TaskQueries tasks,
        ProjectQueries projects,
        PersonQueries people,
        ViewDirectory views,
        Frames frames,
        PageMoments moments,
        Clock clock) {
    private static final String PATH = "/tasks";
    private static final String VIEW = "view";
    private static final String GROUP = "group";
    private static final String PROJECT = "project";

    /** The most tasks of one page. */
    private static final int MOST = 100;

    /** The parameters that say how the tasks are shown, and not which. */
    private static final Set<String> NO_FILTERS = Set.of(VIEW, GROUP, PageQuery.CURSOR, PageQuery.AS_OF);

    /**
     * @param tabs the views with their numbers of tasks
     * @param saved the saved views
     * @param query what a view of this page would be saved with; empty for the page without any filter
     * @param open the saved view that the page shows; null for none
     * @param names the names of the shown tasks' projects, by key
     * @param next the address of the next tasks; null at the end
     */
    record View(
            Frame frame,
            PageQuery asked,
            TaskTab tab,
            Grouping grouping,
            List<Tab> tabs,
            List<StoredView> saved,
            String query,
            @Nullable StoredView open,
            List<TaskGroup> groups,
            Map<String, String> names,
            List<ProjectState> projects,
            Set<String> tags,
            List<PersonView> people,
            List<Chip> chips,
            @Nullable String next) {

        boolean isPast() {
            return frame.moment() != null;
        }

        /** True if each line names its project. */
        boolean showsHomes() {
            return grouping != Grouping.PROJECT && asked.text(PROJECT) == null;
        }

        String empty() {
            return chips.isEmpty() ? tab.empty : "No tasks match the filters.";
        }

        List<Grouping> groupings() {
            return List.of(Grouping.values());
        }
    }

    /** A view with its number of tasks. */
    record Tab(
            String title, int count, String href, @Nullable String current) {}

    /** A filter that is set, with the address of the page without it. */
    record Chip(String words, String href) {}

    /**
     * @param title the heading; empty for tasks that are not grouped
     * @param href the page of what the group has in common; null without one
     */
    record TaskGroup(String title, @Nullable String href, List<TaskLine> lines) {}

    /** The views of a working day. */
    enum TaskTab {
        TODAY("Nothing is due today."),
        OVERDUE("Nothing is overdue."),
        READY("No task is ready. A task is ready if its project is active and nothing blocks it."),
        BLOCKED("No task waits for another task."),
        CLAIMED("No agent works on a task."),
        MINE("No open task is assigned to you."),
        ALL("No tasks are open.");

        private final String empty;

        TaskTab(String empty) {
            this.empty = empty;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        TaskFilter of(TaskFilter wanted, Instant now, LocalDate today) {
            return switch (this) {
                case TODAY ->
                    wanted.with(TaskFilter.DUE_AFTER, new When.Day(today))
                            .with(TaskFilter.DUE_BEFORE, new When.Day(today.plusDays(1)));
                case OVERDUE -> wanted.with(TaskFilter.OVERDUE_AT, now);
                case READY -> wanted.with(TaskFilter.READY, true).with(TaskFilter.SORT, Sort.READY);
                case BLOCKED -> wanted.with(TaskFilter.BLOCKED, true);
                case CLAIMED -> wanted.with(TaskFilter.CLAIMED, true);
                case MINE -> wanted.with(TaskFilter.ASSIGNEE, TaskFilter.ME);
                case ALL -> wanted;
            };
        }
    }

    /** What the tasks of a group have in common. */
    enum Grouping {
        DUE("due date"),
        PROJECT("project"),
        STATUS("status"),
        PERSON("person"),
        NONE("nothing");

        private final String title;

        Grouping(String title) {
            this.title = title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return title;
        }

        private TaskGroup group(TaskView task, LocalDate today, Map<String, String> names) {
            return switch (this) {
                case DUE -> new TaskGroup(due(task, today), null, new ArrayList<>());
                case PROJECT ->
                    new TaskGroup(
                            names.getOrDefault(task.projectKey(), task.projectKey()),
                            "/projects/" + task.projectKey(),
                            new ArrayList<>());
                case STATUS -> new TaskGroup(status(task), null, new ArrayList<>());
                case PERSON ->
                    new TaskGroup(
                            task.assignees().isEmpty()
                                    ? "Unassigned"
                                    : task.assignees().stream()
                                            .map(TaskView.Assignee::name)
                                            .collect(Collectors.joining(", ")),
                            null,
                            new ArrayList<>());
                case NONE -> new TaskGroup("", null, new ArrayList<>());
            };
        }

        private static String status(TaskView task) {
            String stage = task.details().stage();
            return stage == null ? StatusLabel.of(task.status()).title() : stage;
        }

        private static String due(TaskView task, LocalDate today) {
            LocalDate day =
                    switch (task.schedule().dueDate()) {
                        case null -> null;
                        case When.Day(LocalDate due) -> due;
                        case When.Moment(Instant due) ->
                            LocalDate.ofInstant(due, task.schedule().timeZone());
                    };
            if (day == null) {
                return "No due date";
            }
            long days = day.toEpochDay() - today.toEpochDay();
            if (days < 0) {
                return "Overdue";
            }
            return days == 0 ? "Today" : days == 1 ? "Tomorrow" : days < 7 ? "Next 7 days" : "Later";
        }
    }

    /** Returns the address of the open tasks with a tag. */
    static String ofTag(String tag) {
        return new PageQuery(PATH, Map.of()).with(TaskFilter.TAGS.name(), tag);
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        PageQuery asked = PageQuery.of(PATH, parameters, TaskFilter.STATUS.name(), "priority", TaskFilter.TAGS.name());
        TaskTab given = asked.word(VIEW, TaskTab.class);
        TaskTab tab = given == null ? TaskTab.ALL : given;
        Grouping wish = asked.word(GROUP, Grouping.class);
        Grouping grouping = wish == null ? tab == TaskTab.READY ? Grouping.NONE : Grouping.DUE : wish;
        PastMoment moment = moments.of(asked);
        Instant now = moment == null ? clock.instant() : moment.clock();
        LocalDate today = LocalDate.ofInstant(now, ShownInstant.zone());
        TaskQueries then = moment == null ? tasks : tasks.asOf(moment.of());
        TaskFilter wanted = wanted(asked);
        List<StoredView> saved = views.all();
        String query = query(asked, tab);
        StoredView open = query.isEmpty() ? null : first(saved, query);
        Page<TaskView> page =
                then.list(tab.of(wanted, now, today), new PageRequest(MOST, asked.text(PageQuery.CURSOR)));
        Map<String, String> names = names(page.items(), moment == null ? projects : projects.asOf(moment.of()));
        View view = new View(
                frames.of("Tasks – Devledger", PATH, moment, request),
                asked,
                tab,
                grouping,
                tabs(asked, open == null ? tab : null, then, wanted, now, today),
                saved,
                query,
                open,
                groups(page.items(), grouping, now, today, names),
                names,
                projects.standings(),
                page.items().stream()
                        .flatMap(task -> task.tags().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                people.list(DirectoryFilter.CURRENT, new PageRequest(PageRequest.MAX_LIMIT, null))
                        .items(),
                chips(asked),
                asked.next(page.nextCursor()));
        Templates.write(Templates.render("dashboard/tasklist.jte", view), response);
    }

    private static String query(PageQuery asked, TaskTab tab) {
        SortedMap<String, String> parameters = new TreeMap<>(asked.parameters());
        if (tab == TaskTab.ALL) {
            parameters.remove(VIEW);
        }
        return ViewQuery.of(parameters);
    }

    private static @Nullable StoredView first(List<StoredView> saved, String query) {
        return saved.stream()
                .filter(view -> query.equals(view.details().query()))
                .findFirst()
                .orElse(null);
    }

    /** Leaves out the tasks of finished projects, unless the address names a project or a status. */
    private TaskFilter wanted(PageQuery asked) {
        TaskFilter read = TaskFilter.read(asked, ShownInstant.zone())
                .with(TaskFilter.PROJECT, asked.text(PROJECT))
                .with(TaskFilter.SORT, new Sort(Sort.By.DUE, false));
        if (read.has(TaskFilter.STATUS)) {
            return read;
        }
        return read.with(TaskFilter.STATUS, Set.of(TaskStatus.OPEN))
                .with(
                        TaskFilter.CLOSED_PROJECT,
                        (read.has(TaskFilter.PROJECT) || read.has(TaskFilter.PROJECTS)) ? null : Boolean.FALSE);
    }

    private static List<Tab> tabs(
            PageQuery asked,
            @Nullable TaskTab shown,
            TaskQueries then,
            TaskFilter wanted,
            Instant now,
            LocalDate today) {
        return Arrays.stream(TaskTab.values())
                .map(tab -> new Tab(
                        StatusLabel.of(tab).title(),
                        then.count(tab.of(wanted, now, today)),
                        asked.with(VIEW, tab == TaskTab.ALL ? null : tab.word()),
                        tab == shown ? "page" : null))
                .toList();
    }

    private static Map<String, String> names(Collection<TaskView> shown, ProjectQueries then) {
        Set<UUID> homes = shown.stream().map(TaskView::projectId).collect(Collectors.toSet());
        return homes.isEmpty()
                ? Map.of()
                : then.findAll(homes).stream().collect(Collectors.toMap(ProjectView::key, ProjectView::name));
    }

    /** Groups the tasks of a page. The groups are in the order of their first tasks. */
    private static List<TaskGroup> groups(
            List<TaskView> shown, Grouping by, Instant now, LocalDate today, Map<String, String> names) {
        Map<String, TaskGroup> groups = new LinkedHashMap<>();
        for (TaskView task : shown) {
            TaskGroup group = by.group(task, today, names);
            groups.computeIfAbsent(group.title() + "\n" + group.href(), any -> group)
                    .lines()
                    .add(TaskLine.of(task, now));
        }
        return List.copyOf(groups.values());
    }

    private static List<Chip> chips(PageQuery asked) {
        return asked.parameters().entrySet().stream()
                .filter(each -> !NO_FILTERS.contains(each.getKey()))
                .map(each -> new Chip(
                        (each.getKey().equals("q") ? "words" : FieldLabel.of(each.getKey())) + ": " + each.getValue(),
                        asked.with(each.getKey(), null)))
                .toList();
    }
}
