package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.BoardFilter.BoardOrder;
import dev.devledger.adapters.dashboard.BoardFilter.ShownProjects;
import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.claim.ClaimQueries.ClaimedTask;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                : statuses.stream().map(status -> StatusLabel.of(status).word()).collect(Collectors.joining(", "));
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
        int count = asked.is(BoardFilter.NEED) ? shown.size() : Math.max(shown.size(), counted.getOrDefault(status, 0));
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
     * Returns the columns of finished projects, folded, so that the page does not grow over the years. No finished
     * project needs a user.
     */
    List<Column> finished() {
        return StatusLabel.FINISHED.stream()
                .filter(status -> !asked.is(BoardFilter.NEED))
                .filter(status -> !statuses.contains(status) && counted.containsKey(status))
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
