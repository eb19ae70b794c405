package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.adapters.dashboard.frame.PageMoments;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.TaskQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is answered where there is no such project or task: what was asked for, and what comes near. */
public record MissingPage(KeyedEntities entities, Frames frames, PageMoments moments, Clock clock) {
    /** What can stand in an address as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.~-]{1,100}");

    /** More of it tells nobody anything. */
    private static final int LONGEST = 200;

    /** What a page is of. */
    public enum Kind {
        PROJECT,
        TASK;

        private boolean isProject() {
            return this == PROJECT;
        }

        private String path() {
            return isProject() ? "/projects/" : "/tasks/";
        }
    }

    /**
     * @param since when it was made, where it only was not there yet; null where there is none
     * @param near what may be meant, the nearest first
     */
    record View(
            Frame frame, Kind kind, String text, @Nullable At since, List<SearchPage.Found> near) {
        String word() {
            return kind.isProject() ? "project" : "task";
        }

        /** As of the same moment. */
        String href(SearchPage.Found found) {
            Moment moment = frame.moment();
            return new Asked(found.href(), Map.of()).with(Asked.AS_OF, moment == null ? null : moment.asOf());
        }

        String search() {
            return new Asked("/search", Map.of()).with("q", text);
        }

        String now() {
            Moment moment = frame.moment();
            return moment == null ? "/" : moment.now();
        }
    }

    /** What is a key in other letters leads to what it is the key of. */
    public void answer(
            Kind kind,
            String text,
            Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<KeyedEntities.Written> written = entities.written(text, kind.isProject());
        Optional<KeyedEntities.Keyed> meant = written.flatMap(each -> entities.find(each.key()));
        if (meant.isPresent()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", new Asked(meant.get().page(), parameters).with("", null));
            return;
        }
        String path = PLAIN.matcher(text).matches() ? kind.path() + text : "/";
        Moment moment = moments.of(new Asked(path, parameters), null);
        NearEntities near = near(moment);
        int cut = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        String shown = text.substring(0, cut);
        write(
                new View(
                        frame(kind, moment, request),
                        kind,
                        shown,
                        null,
                        written.map(each -> near.numbered(each.number(), each.isProject()))
                                .orElseGet(() -> near.called(shown, kind.isProject()))),
                response);
    }

    /** It was made later than the moment that is looked at. */
    public void notYet(
            Kind kind,
            String key,
            Instant created,
            Moment moment,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        At since = new At(created, clock.instant());
        write(new View(frame(kind, moment, request), kind, key, since, List.of()), response);
    }

    private Frame frame(Kind kind, @Nullable Moment moment, HttpServletRequest request) {
        String title = kind.isProject() ? "No such project" : "No such task";
        return frames.of(title + " – Devledger", kind.path(), moment, request).still();
    }

    private NearEntities near(@Nullable Moment moment) {
        ProjectQueries projects = entities.projects();
        TaskQueries tasks = entities.tasks();
        return moment == null
                ? new NearEntities(projects, tasks)
                : new NearEntities(projects.asOf(moment.position()), tasks.asOf(moment.position()));
    }

    private static void write(View view, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        Templates.write(Templates.render("dashboard/history/missing.jte", view), response);
    }
}
