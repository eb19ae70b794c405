package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NewestChanges;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Filter;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Spelling;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds projects, tasks and notes, open ones first. A key leads directly to the page of its entity. */
@Controller
record SearchPage(KeyedEntities entities, EntityNames names, NewestChanges newest, Frames frames, Clock clock) {
    private static final int PROJECTS = 20;
    private static final int TASKS = 50;
    private static final int ENTRIES = 30;
    private static final Set<TaskStatus> OPEN = EnumSet.of(TaskStatus.OPEN);
    private static final Set<ProjectStatus> OPEN_PROJECTS =
            EnumSet.complementOf(EnumSet.of(ProjectStatus.COMPLETED, ProjectStatus.ABANDONED));

    /**
     * @param typed the words as typed
     * @param results what is found
     * @param corrected the words without typing errors, that were searched as nothing has those that were typed; null if
     *     they are the same
     * @param all the address of all found notes
     */
    record View(
            Frame frame,
            String typed,
            @Nullable Results results,
            @Nullable String corrected,
            @Nullable String all) {}

    /** @param words the words that are found, to be marked */
    record Results(Page<SearchHit> projects, Page<SearchHit> tasks, List<ChangeSetView> changes, List<String> words) {
        /** Returns the words as they are typed, without filters, which changes do not have. */
        String text() {
            return words.stream()
                    .map(word -> word.contains(" ") ? "\"" + word + "\"" : word)
                    .collect(Collectors.joining(" "));
        }

        boolean isNothing() {
            return projects.items().isEmpty() && tasks.items().isEmpty() && changes.isEmpty();
        }
    }

    /** @param where the name of the project of a task; empty for a project */
    record SearchHit(String key, String href, String name, String status, String where) {
        static SearchHit of(ProjectView project) {
            return of(project.key(), project.name(), project.status());
        }

        static SearchHit of(ProjectQueries.ProjectState project) {
            return of(project.key(), project.name(), project.status());
        }

        private static SearchHit of(String key, String name, ProjectStatus status) {
            return new SearchHit(
                    key, "/projects/" + key, name, StatusLabel.of(status).word(), "");
        }

        static SearchHit of(TaskView task) {
            return of(task, task.projectKey());
        }

        static SearchHit of(TaskView task, String where) {
            return new SearchHit(
                    task.key(),
                    "/tasks/" + task.key(),
                    task.title(),
                    StatusLabel.of(task.status()).word(),
                    where);
        }

        /** Returns the name in parts, of which each second one is one of the words. */
        String[] parts(Collection<String> words) {
            String any = words.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "(?iu)", ""));
            List<String> parts = new ArrayList<>();
            int from = 0;
            Matcher word = Pattern.compile(any).matcher(name);
            while (!words.isEmpty() && word.find()) {
                parts.add(name.substring(from, word.start()));
                parts.add(word.group());
                from = word.end();
            }
            parts.add(name.substring(from));
            return parts.toArray(String[]::new);
        }
    }

    @GetMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/search", parameters);
        String typed = asked.text("q");
        Optional<KeyedEntities.Keyed> meant = typed == null ? Optional.empty() : entities.find(typed);
        if (meant.isPresent()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", meant.get().page());
            return;
        }
        Frame frame = frames.of("Search – Devledger", "/search", null, request);
        Results results = typed == null ? null : results(asked);
        String corrected = results == null || !results.isNothing()
                ? null
                : new Spelling(names).corrected(asked.field("q").strip()).orElse(null);
        if (corrected != null) {
            PageQuery again = new PageQuery("/search", Map.of("q", corrected));
            Results nearest = results(again);
            results = nearest.isNothing() ? results : nearest;
            corrected = nearest.isNothing() ? null : corrected;
        }
        String all = results == null ? null : new PageQuery("/history", Map.of()).with("q", results.text());
        View view = new View(frame, typed == null ? "" : typed, results, corrected, all);
        Templates.write(Templates.render("dashboard/history/search.jte", view), response);
    }

    private Results results(PageQuery asked) {
        List<String> words = asked.query("q").texts();
        Page<ProjectView> projects = openFirst(
                ProjectFilter.read(asked, ShownInstant.zone()),
                ProjectFilter.STATUS,
                OPEN_PROJECTS,
                PROJECTS,
                entities.projects()::list);
        Page<TaskView> tasks = openFirst(
                TaskFilter.read(asked, ShownInstant.zone()), TaskFilter.STATUS, OPEN, TASKS, entities.tasks()::list);
        Map<UUID, String> homes =
                names.of(tasks.items().stream().map(TaskView::projectId).collect(Collectors.toSet()), null);
        return new Results(
                hits(projects, SearchHit::of),
                hits(tasks, task -> SearchHit.of(task, homes.getOrDefault(task.projectId(), task.projectKey()))),
                words.isEmpty()
                        ? List.of()
                        : newest.of(HistoryFilter.ALL.with(HistoryFilter.WORDS, words), ENTRIES, clock.instant(), null),
                words);
    }

    /** Lists what is open, and then as many others as there is room for; a filter by status has an order of its own. */
    private static <T, F extends Filter<F>, E extends Enum<E>> Page<T> openFirst(
            F filter, Criterion<F, Set<E>> status, Set<E> open, int most, BiFunction<F, PageRequest, Page<T>> list) {
        if (filter.has(status)) {
            return list.apply(filter, new PageRequest(most, null));
        }
        Page<T> first = list.apply(filter.with(status, open), new PageRequest(most, null));
        if (first.nextCursor() != null || first.items().size() == most) {
            return first;
        }
        Page<T> then = list.apply(
                filter.with(status, EnumSet.complementOf(EnumSet.copyOf(open))),
                new PageRequest(most - first.items().size(), null));
        return new Page<>(
                Stream.concat(first.items().stream(), then.items().stream()).toList(), then.nextCursor());
    }

    private static <T> Page<SearchHit> hits(Page<T> page, Function<T, SearchHit> of) {
        return new Page<>(page.items().stream().map(of).toList(), page.nextCursor());
    }
}
