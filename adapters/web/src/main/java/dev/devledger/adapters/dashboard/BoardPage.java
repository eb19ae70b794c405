package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.AgentPage.StartCommands;
import dev.devledger.adapters.dashboard.BoardFilter.BoardOrder;
import dev.devledger.adapters.dashboard.BoardFilter.ShownProjects;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.NeedsView;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.project.Project.ProjectStatus;
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
import java.util.stream.Collectors;
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
            @Nullable Integer changes) {

        /** Returns what needs the user, which a board of the past does not say. */
        NeedsView needs() {
            return frame.moment() == null ? frame.needs() : NeedsView.NONE;
        }
    }

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

    private Map<UUID, CardView.ChangeAuthor> workers(
            List<ProjectView> shown, @Nullable PastMoment moment, Instant now) {
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

    /**
     * The board: projects by status.
     *
     * @param counts the number of all projects by status, without the filter
     * @param counted the number of filtered projects by status, for every status; all projects if the filter is by need
     * @param ended the number of projects that were finished in the last fortnight
     * @param needing the number of filtered projects that need a user, counted among the first 200
     * @param cards the cards in the chosen order; ordered by column if the columns were read one by one
     * @param behind the cursors of columns that were read one by one, by status
     * @param next the address of the next cards; null if no cards follow
     */
    record BoardView(
            PageQuery asked,
            Map<ProjectStatus, Integer> counts,
            Map<ProjectStatus, Integer> counted,
            int ended,
            int needing,
            List<ProjectStatus> statuses,
            List<CardView> cards,
            Map<ProjectStatus, String> behind,
            @Nullable String next) {
        record Column(
                StatusLabel status,
                int count,
                List<CardView> cards,
                @Nullable String more) {
            int hidden() {
                return count - cards.size();
            }

            /**
             * Returns the label of the link to the remaining cards; without a number if the remaining cards were not
             * counted.
             */
            String words() {
                return hidden() > 0 ? CountPhrase.of(hidden()) + " more" : "More";
            }

            /** True if the column has no cards at all; false if its cards are on another page. */
            boolean isEmpty() {
                return count == 0;
            }
        }

        /**
         * Data for the cards that the projects themselves do not have.
         *
         * @param claims the current claims
         * @param latest the last change of each project within the hour
         * @param ended the number of projects that were finished in the last fortnight
         * @param mayNeed the projects among which are all projects that need a user
         * @param now the present status of all projects, on a board of the past; null on a board of now
         */
        record BoardContext(
                List<ClaimedTask> claims,
                Map<UUID, CardView.ChangeAuthor> latest,
                int ended,
                List<ProjectView> mayNeed,
                @Nullable List<ProjectQueries.ProjectState> now) {}

        static BoardView of(
                BoardFilter filter,
                Map<ProjectStatus, Integer> counts,
                Map<ProjectStatus, Integer> counted,
                ShownProjects shown,
                BoardContext beside,
                Instant now) {
            CardView.CardFactory cards = CardView.CardFactory.of(beside, now);
            return new BoardView(
                    filter.asked(),
                    counts,
                    counted,
                    beside.ended(),
                    (int) beside.mayNeed().stream()
                            .map(cards::card)
                            .filter(CardView::needing)
                            .count(),
                    filter.statuses(),
                    shown.items().stream().map(cards::card).toList(),
                    shown.behind(),
                    filter.asked().next(shown.next()));
        }

        /** True if the board counts all projects. */
        boolean isWhole() {
            return BoardFilter.isWhole(asked);
        }

        int set() {
            return BoardFilter.set(asked);
        }

        /** Returns the tags of the shown cards, for a menu. */
        List<String> tags() {
            return cards.stream()
                    .flatMap(card -> card.project().tags().stream())
                    .distinct()
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .toList();
        }

        boolean isEmpty() {
            return counts.isEmpty();
        }

        BoardOrder order() {
            return BoardFilter.order(asked);
        }

        /** Returns the chosen statuses in words; null if none is chosen. */
        @Nullable
        String only() {
            String only = asked.text(BoardFilter.STATUS);
            return only == null || only.equals(BoardFilter.ALL_FINISHED)
                    ? only
                    : statuses.stream()
                            .map(status -> StatusLabel.of(status).word())
                            .collect(Collectors.joining(", "));
        }

        /** Returns the number of all projects and of the selected projects, in words. */
        String many() {
            CountPhrase all = new CountPhrase(sum(counts), "project", "projects");
            if (isWhole() && asked.text(BoardFilter.STATUS) == null) {
                return all.toString();
            }
            return CountPhrase.of(wanted()) + " of " + all;
        }

        private int wanted() {
            if (asked.is(BoardFilter.NEED)) {
                return needing;
            }
            return asked.text(BoardFilter.STATUS) == null
                    ? sum(counted)
                    : statuses.stream()
                            .mapToInt(status -> counted.getOrDefault(status, 0))
                            .sum();
        }

        String need() {
            return new CountPhrase(needing, "needs your attention", "need your attention").toString();
        }

        /** Returns the address of the board without filters. */
        String all() {
            return BoardFilter.all(asked);
        }

        private static int sum(Map<ProjectStatus, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        List<Column> columns() {
            return statuses.stream().map(this::column).toList();
        }

        private Column column(ProjectStatus status) {
            List<CardView> shown = cards.stream()
                    .filter(card -> card.project().status() == status)
                    .filter(card -> card.needing() || !asked.is(BoardFilter.NEED))
                    .toList();
            int count =
                    asked.is(BoardFilter.NEED) ? shown.size() : Math.max(shown.size(), counted.getOrDefault(status, 0));
            boolean isAlone = statuses.size() == 1;
            List<CardView> here = isAlone ? shown : shown.subList(0, Math.min(ShownProjects.IN_A_COLUMN, shown.size()));
            return new Column(StatusLabel.of(status), count, here, isAlone ? null : more(status, count > here.size()));
        }

        /**
         * Returns the address of the single column, after the shown cards if the column has a cursor, otherwise from the
         * beginning.
         */
        private @Nullable String more(ProjectStatus status, boolean isCut) {
            String word = StatusLabel.of(status).word();
            String cursor = behind.get(status);
            if (cursor == null) {
                return isCut ? asked.with(BoardFilter.STATUS, word) : null;
            }
            return asked.next(BoardFilter.STATUS, word, cursor);
        }

        /**
         * Returns the columns of finished projects, folded, so that the page does not grow over the years. An empty one is
         * there too, as a card can be dropped on it. A finished project never needs the user's attention.
         */
        List<Column> finished() {
            return StatusLabel.FINISHED.stream()
                    .filter(status -> !asked.is(BoardFilter.NEED))
                    .filter(status -> !statuses.contains(status))
                    .map(status -> {
                        StatusLabel word = StatusLabel.of(status);
                        return new Column(
                                word,
                                counted.getOrDefault(status, 0),
                                List.of(),
                                asked.with(BoardFilter.STATUS, word.word()));
                    })
                    .toList();
        }
    }
}
