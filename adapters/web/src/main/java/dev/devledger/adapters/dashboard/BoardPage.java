package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.AgentPage.StartCommands;
import dev.devledger.adapters.dashboard.BoardFilter.ShownProjects;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.html.BaseAddress;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.RecentChanges;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.project.ProjectStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page: the board of all projects by status. */
@Controller
record BoardPage(
        ProjectQueries projects,
        HistoryQueries history,
        ClaimQueries claims,
        RecentChanges latest,
        EntityNames names,
        Connectors connectors,
        Frames frames,
        PageMoments moments,
        OwnerTokenFile token,
        Clock clock) {
    private static final Duration A_WHILE = Duration.ofHours(1);
    private static final Duration A_FORTNIGHT = Duration.ofDays(14);
    private static final PageRequest CLAIMS = new PageRequest(ShownProjects.MOST, null);

    /** The limit of the counter: a user who has seen more changes no longer needs the counter. */
    private static final int FIRST = 50;

    /**
     * @param came the added projects; null if none were added, and on a board of now
     * @param last the last change; null before the first change
     * @param changes the number of changes up to a limit; null above the limit and in the past
     */
    record View(
            Frame frame,
            BoardView board,
            @Nullable NewerEntities came,
            StartCommands commands,
            @Nullable ChangeView last,
            @Nullable Integer changes) {}

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        PageQuery asked = PageQuery.of("/", parameters, BoardFilter.SEVERAL);
        BoardFilter filter = BoardFilter.of(asked);
        PastMoment moment = moments.of(asked);
        Instant now = moment == null ? clock.instant() : moment.clock();
        ProjectQueries of = moment == null ? projects : projects.asOf(moment.of());
        ProjectFilter wanted = asked.is(BoardFilter.NEED) ? filter.needing(now) : filter.projects();
        Map<ProjectStatus, Integer> counts = of.counts();
        Map<ProjectStatus, Integer> counted = counted(filter, of, counts);
        ShownProjects shown = ShownProjects.read(of, filter, wanted, counted);
        BoardView.BoardContext beside = new BoardView.BoardContext(
                moment == null ? claims.live(null, CLAIMS).items() : List.of(),
                workers(shown.items(), moment, now),
                of.finishedSince(now.minus(A_FORTNIGHT)),
                shown.isEnd() && asked.text(PageQuery.CURSOR) == null
                        ? shown.items()
                        : of.list(filter.needing(now), new PageRequest(ShownProjects.MOST, null))
                                .items(),
                moment == null ? null : projects.standings());
        ChangeView last = moment == null ? last() : moment.last();
        View view = new View(
                frames.of("Board – Devledger", "/", moment, request),
                BoardView.of(filter, counts, counted, shown, beside, now),
                moment == null || asked.text(PageQuery.CURSOR) != null ? null : came(filter, of, beside, moment),
                new StartCommands(BaseAddress.of(request), token),
                named(last, moment),
                moment == null ? changes(last) : null);
        Templates.write(Templates.render("dashboard/board.jte", view), response);
    }

    private Map<UUID, CardView.ChangeAuthor> workers(List<ProjectView> shown, @Nullable PastMoment moment, Instant now) {
        Map<UUID, CardView.ChangeAuthor> workers = new HashMap<>();
        latest.of(
                        shown.stream().map(ProjectView::id).toList(),
                        now.minus(A_WHILE),
                        now,
                        moment == null ? null : moment.position())
                .forEach((project, last) -> workers.put(project, CardView.ChangeAuthor.of(last, connectors, now)));
        return workers;
    }

    /**
     * Returns the projects added after the moment that the filter without its status selects. Null if the filter
     * selects projects that need a user, as these existed before.
     */
    private @Nullable NewerEntities came(
            BoardFilter filter, ProjectQueries then, BoardView.BoardContext beside, PastMoment moment) {
        List<ProjectQueries.ProjectState> now = beside.now();
        if (now == null || filter.asked().is(BoardFilter.NEED)) {
            return null;
        }
        return NewerEntities.projects(
                BoardFilter.isWhole(filter.asked()) ? now : projects.standings(filter.ofAnyStatus()),
                then.standings(),
                moment);
    }

    /**
     * Returns the number of projects by status. The filter for projects that need a user does not narrow these numbers,
     * as the database cannot apply this filter.
     */
    private static Map<ProjectStatus, Integer> counted(
            BoardFilter filter, ProjectQueries of, Map<ProjectStatus, Integer> all) {
        return BoardFilter.isWhole(filter.asked()) || filter.asked().is(BoardFilter.NEED)
                ? all
                : of.counts(filter.ofAnyStatus());
    }

    /** Counts the changes only if the last position allows few changes, as positions may have gaps. */
    private @Nullable Integer changes(@Nullable ChangeView last) {
        if (last == null) {
            return 0;
        }
        if (last.entry().position() > 2 * FIRST) {
            return null;
        }
        int changes = history.list(HistoryFilter.ALL, new PageRequest(FIRST + 1, null))
                .items()
                .size();
        return changes > FIRST ? null : changes;
    }

    private @Nullable ChangeView last() {
        List<HistoryView> last =
                history.list(HistoryFilter.ALL, new PageRequest(1, null)).items();
        return last.isEmpty() ? null : new ChangeView(last.getFirst(), connectors, clock.instant());
    }

    private @Nullable ChangeView named(@Nullable ChangeView change, @Nullable PastMoment moment) {
        if (change == null) {
            return null;
        }
        UUID about = change.entry().entity().id();
        return change.called(names.of(List.of(about), moment == null ? null : moment.position())
                .get(about));
    }
}
