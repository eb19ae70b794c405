package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.AskedMoments;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Between;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What differs between two moments, whatever happened in between. */
@Controller
record DiffPage(
        Differences differences,
        KeyedEntities entities,
        HistoryQueries history,
        AskedMoments moments,
        AroundChangeSets around,
        Connectors connectors,
        Frames frames,
        Clock clock,
        ZoneId zone) {

    /**
     * @param between null where nothing was asked for yet
     * @param from what was changed last by the earlier moment; null before all changes
     * @param to the same of the later one
     */
    record View(
            Frame frame,
            Asked asked,
            @Nullable Between between,
            List<DifferentProject> projects,
            @Nullable ChangeView from,
            @Nullable ChangeView to,
            @Nullable String next,
            String zone) {}

    @GetMapping(path = "/diff", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam Map<String, String> parameters,
            @RequestParam(name = "set", required = false) @Nullable List<String> sets,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (sets != null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", around.difference(sets));
            return;
        }
        Asked asked = new Asked("/diff", parameters);
        Frame frame = frames.of("What differs – Devledger", "/history", null, request);
        Long from = moments.position(asked, "from");
        View view = from == null
                ? new View(frame, asked, null, List.of(), null, null, null, zone.toString())
                : view(frame, asked, from);
        Templates.write(Templates.render("dashboard/history/diff.jte", view), response);
    }

    private View view(Frame frame, Asked asked, long from) {
        Between between = differences.between(
                from,
                moments.position(asked, "to"),
                project(asked),
                new PageRequest(PageRequest.MAX_LIMIT, asked.text(Asked.CURSOR)));
        long later = Math.max(between.from(), between.to());
        return new View(
                frame,
                asked,
                between,
                DifferentProject.of(
                        between.items(),
                        entities.projects().asOf(later),
                        entities.tasks().asOf(later)),
                last(between.from()),
                last(between.to()),
                asked.next(between.nextCursor()),
                zone.toString());
    }

    private @Nullable UUID project(Asked asked) {
        String key = asked.text("project");
        return key == null
                ? null
                : entities.projects()
                        .find(key)
                        .map(ProjectView::id)
                        .orElseThrow(() -> Rejection.of(
                                Rejection.Code.NOT_FOUND,
                                "There is no project " + key + ". The board lists all of them."));
    }

    private @Nullable ChangeView last(long position) {
        return history.list(HistoryFilter.ALL.upTo(position), new PageRequest(1, null)).items().stream()
                .findFirst()
                .map(entry -> new ChangeView(entry, connectors, clock.instant()))
                .orElse(null);
    }
}
