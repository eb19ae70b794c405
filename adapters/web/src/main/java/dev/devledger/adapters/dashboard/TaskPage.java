package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldLabel;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NewestChanges;
import dev.devledger.adapters.dashboard.history.MissingPage;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one task: its dependencies, its holder, its notes and its changes. */
@Controller
record TaskPage(
        ProjectQueries projects,
        TaskQueries tasks,
        Tasks writes,
        NoteQueries notes,
        HistoryQueries history,
        NewestChanges newest,
        Connectors connectors,
        Frames frames,
        PageMoments moments,
        MissingPage missing,
        Clock clock) {
    private static final Set<Field<TaskDetails, ?>> PLACED =
            Set.of(TaskDetails.TITLE, TaskDetails.DESCRIPTION, TaskDetails.STAGE);

    private static final int NOTES = 50;

    /** The parameter with the cursor of the notes. */
    private static final String NOTES_BEFORE = "notes";

    private static final int ENTRIES = 50;

    /** The most pages of a project's tasks to search for subtasks in the past. */
    private static final int PAGES = 10;

    private static final Sort AS_MADE = new Sort(Sort.By.KEY, false);

    /**
     * @param project the name of the project
     * @param above the tasks above, from the top of the project
     * @param below the subtasks
     */
    record View(
            Frame frame,
            PageQuery asked,
            TaskLine line,
            String project,
            List<TaskView> above,
            List<TaskLine> below,
            int count,
            List<LinkStatusView> links,
            Page<NoteView> notes,
            List<ChangeSetView> changes,
            Instant now) {

        /** Returns the address of older notes; null if none are older. */
        @Nullable
        String olderNotes() {
            String cursor = notes.nextCursor();
            return cursor == null ? null : asked.with(NOTES_BEFORE, cursor) + "#notes";
        }

        /** Returns the address of the same page as of the newest change on the page. */
        String asOf() {
            return asked.with(PageQuery.AS_OF, ChangeSetView.newestPosition(changes));
        }

        /** Returns the user who deleted the task; null if the deletion is not in the shown history. */
        @Nullable
        String deletedBy() {
            return ChangeSetView.whoDid("task.deleted", line.task().id(), changes);
        }

        /** Returns the key of the parent task; empty at the top of the project. */
        String parent() {
            return above.isEmpty() ? "" : above.getLast().key();
        }

        /** Returns the texts that have no place of their own on the page. */
        List<FieldLabel.Text> further() {
            return TaskDetails.KIND.fields().stream()
                    .filter(field -> field.many() == Field.Cardinality.ONE && field.element() == String.class)
                    .filter(field -> !PLACED.contains(field))
                    .map(field -> FieldLabel.Text.of(field, line.task().values().get(field.name())))
                    .toList();
        }

        /** Returns the number of ticked items of the checklist. */
        long checked() {
            return line.task().details().checklist().stream()
                    .filter(ChecklistItem::done)
                    .count();
        }

        /** Returns the number of subtasks that are no longer open. */
        long doneBelow() {
            return below.stream().mapToLong(View::done).sum();
        }

        private static long done(TaskLine line) {
            return (line.isOpen() ? 0 : 1)
                    + line.below().stream().mapToLong(View::done).sum();
        }

        ShownInstant at(Instant instant) {
            return new ShownInstant(instant, now);
        }

        boolean isPast() {
            return frame.moment() != null;
        }

        /** True if a user can change the task on the page. */
        boolean isOpenToChange() {
            return !isPast() && line.task().deletedAt() == null;
        }
    }

    @GetMapping(path = "/tasks/{key}", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @PathVariable("key") String key,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TaskView today = tasks.find(key).orElse(null);
        if (today == null) {
            missing.answer(MissingPage.Kind.TASK, key, parameters, request, response);
            return;
        }
        PageQuery asked = new PageQuery("/tasks/" + today.key(), parameters);
        PastMoment moment = moments.of(asked);
        if (moment == null) {
            show(today, asked, null, request, response);
            return;
        }
        TaskView then = tasks.asOf(moment.of()).find(today.key()).orElse(null);
        if (then == null) {
            missing.notYet(MissingPage.Kind.TASK, today.key(), today.createdAt(), moment, request, response);
            return;
        }
        show(then, asked, moment, request, response);
    }

    private void show(
            TaskView task,
            PageQuery asked,
            @Nullable PastMoment moment,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Instant now = moment == null ? clock.instant() : moment.clock();
        TaskQueries then = moment == null ? tasks : tasks.asOf(moment.of());
        List<TaskView> below = moment == null ? below(task) : below(task, then);
        View view = new View(
                frames.of(task.key() + " " + task.title() + " – Devledger", "/tasks", moment, request),
                asked,
                TaskLine.of(task, now),
                (moment == null ? projects : projects.asOf(moment.of()))
                        .find(task.projectKey())
                        .map(ProjectView::name)
                        .orElse(""),
                above(task, then),
                TaskLine.tree(below, now),
                below.size(),
                LinkStatusView.of(task.id(), task.links(), connectors, history, now),
                notes(task.id(), asked, moment),
                newest.of(changes(task.id(), moment), ENTRIES, now, moment),
                now);
        Templates.write(Templates.render("dashboard/task.jte", view), response);
    }

    private List<TaskView> below(TaskView task) {
        return tasks.findAll(
                writes.goingWith(task.key()).stream().map(TaskId::value).toList());
    }

    /** Returns the subtasks at the moment, level by level. In a very large project, the last tasks are left out. */
    private static List<TaskView> below(TaskView task, TaskQueries then) {
        List<TaskView> all = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Page<TaskView> page = then.list(
                    TaskFilter.of(Set.of(), task.projectKey(), AS_MADE),
                    new PageRequest(PageRequest.MAX_LIMIT, cursor));
            all.addAll(page.items());
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null && pages < PAGES);
        List<TaskView> below = new ArrayList<>();
        Set<UUID> above = Set.of(task.id());
        while (!above.isEmpty()) {
            Set<UUID> parents = above;
            List<TaskView> next = all.stream()
                    .filter(each -> each.parentId() != null && parents.contains(each.parentId()))
                    .toList();
            below.addAll(next);
            above = next.stream().map(TaskView::id).collect(Collectors.toSet());
        }
        return below;
    }

    private static List<TaskView> above(TaskView task, TaskQueries then) {
        ArrayDeque<TaskView> above = new ArrayDeque<>();
        UUID parent = task.parentId();
        while (parent != null) {
            TaskView next = then.findAll(List.of(parent)).stream().findFirst().orElse(null);
            if (next != null) {
                above.addFirst(next);
            }
            parent = next == null ? null : next.parentId();
        }
        return List.copyOf(above);
    }

    private Page<NoteView> notes(UUID task, PageQuery asked, @Nullable PastMoment moment) {
        PageRequest page = new PageRequest(NOTES, asked.text(NOTES_BEFORE));
        return moment == null ? notes.of(task, page) : notes.ofTask(task, moment.position(), page);
    }

    private static HistoryFilter changes(UUID task, @Nullable PastMoment moment) {
        HistoryFilter all = HistoryFilter.of(task);
        return moment == null ? all : all.upTo(moment.position());
    }
}
