package dev.devledger.adapters.dashboard.history;

import static dev.devledger.application.entity.Filter.EntityCriteria.TEXTS;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.history.ChangeSetPage.SurroundingMoments;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NewestChanges;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the history. */
public final class HistoryPages extends PageFactory {
    public static final List<Class<?>> TYPES =
            List.of(HistoryPage.class, ChangeSetPage.class, DiffPage.class, SearchPage.class);

    public HistoryPages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        Differences all = new Differences(
                projects, tasks, in.noteQueries(), in.personQueries(), in.changedEntities(), in.moments());
        SurroundingMoments around = new SurroundingMoments(history);
        return List.of(
                new HistoryPage(
                        history,
                        sets,
                        in.dayCounts(),
                        entities,
                        named,
                        in.historyNames(),
                        frames,
                        moments,
                        clock,
                        zone),
                new ChangeSetPage(sets, history, named, frames, clock),
                new DiffPage(all, entities, history, asked, around, connectors, frames, clock),
                new SearchPage(entities, newest, frames, clock));
    }

    /** Finds projects, tasks and notes. A key leads directly to the page of its entity. */
    @Controller
    record SearchPage(KeyedEntities entities, NewestChanges newest, Frames frames, Clock clock) {
        private static final PageRequest PROJECTS = new PageRequest(20, null);
        private static final PageRequest TASKS = new PageRequest(50, null);
        private static final int ENTRIES = 30;
        private static final Page<SearchHit> NOTHING = new Page<>(List.of(), null);

        /**
         * @param projects the found projects; null without a search
         * @param all the address of all found notes
         */
        record View(
                Frame frame,
                String words,
                @Nullable Page<SearchHit> projects,
                Page<SearchHit> tasks,
                List<ChangeSetView> changes,
                @Nullable String all) {

            boolean isNothing() {
                return projects != null
                        && projects.items().isEmpty()
                        && tasks.items().isEmpty()
                        && changes.isEmpty();
            }
        }

        /** @param where the project of a task; empty for a project */
        record SearchHit(String key, String href, String name, String status, String where) {
            static SearchHit of(ProjectView project) {
                return new SearchHit(
                        project.key(),
                        "/projects/" + project.key(),
                        project.name(),
                        StatusLabel.of(project.status()).word(),
                        "");
            }

            static SearchHit of(ProjectQueries.ProjectState project) {
                return new SearchHit(
                        project.key(),
                        "/projects/" + project.key(),
                        project.name(),
                        StatusLabel.of(project.status()).word(),
                        "");
            }

            static SearchHit of(TaskView task) {
                return new SearchHit(
                        task.key(),
                        "/tasks/" + task.key(),
                        task.title(),
                        StatusLabel.of(task.status()).word(),
                        task.projectKey());
            }
        }

        @GetMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
        void show(
                @RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            PageQuery asked = new PageQuery("/search", parameters);
            String words = asked.text("q");
            Optional<KeyedEntities.Keyed> meant = words == null ? Optional.empty() : entities.find(words);
            if (meant.isPresent()) {
                response.setStatus(HttpServletResponse.SC_FOUND);
                response.setHeader("Location", meant.get().page());
                return;
            }
            Frame frame = frames.of("Search – Devledger", "/search", null, request);
            View view = words == null
                    ? new View(frame, "", null, NOTHING, List.of(), null)
                    : view(frame, words, asked.search("q"));
            Templates.write(Templates.render("dashboard/history/search.jte", view), response);
        }

        private View view(Frame frame, String words, List<String> each) {
            return new View(
                    frame,
                    words,
                    found(entities.projects().list(ProjectFilter.ALL.with(TEXTS, each), PROJECTS), SearchHit::of),
                    found(entities.tasks().list(TaskFilter.ALL.with(TEXTS, each), TASKS), SearchHit::of),
                    newest.of(HistoryFilter.ALL.with(HistoryFilter.WORDS, each), ENTRIES, clock.instant(), null),
                    new PageQuery("/history", Map.of()).with("q", words));
        }

        private static <T> Page<SearchHit> found(Page<T> page, Function<T, SearchHit> of) {
            return new Page<>(page.items().stream().map(of).toList(), page.nextCursor());
        }
    }
}
