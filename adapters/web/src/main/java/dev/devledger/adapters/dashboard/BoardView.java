package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Count;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.claim.ClaimedTask;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The projects by status.
 *
 * @param counts of all projects, whatever is asked for
 * @param counted of those that are asked for, whichever their status
 * @param ended how many were finished in the last fortnight
 * @param needing how many of all that the filter asks for need somebody, of the first 200
 * @param cards in the order that is asked for
 * @param next the address of those behind them; null where there are none
 */
record BoardView(
        Asked asked,
        Map<ProjectStatus, Integer> counts,
        Map<ProjectStatus, Integer> counted,
        int ended,
        int needing,
        List<ProjectStatus> statuses,
        List<CardView> cards,
        @Nullable String next) {
    /** In a column beside others. */
    private static final int MOST = 100;

    record Column(
            StatusWord status,
            int count,
            List<CardView> cards,
            @Nullable String more) {
        int hidden() {
            return count - cards.size();
        }
    }

    /**
     * What is shown of projects that is not in them.
     *
     * @param claims of today
     * @param latest who changed something of a project within the hour
     * @param ended how many were finished in the last fortnight
     * @param mayNeed all among which those are that need somebody
     * @param now where all of them stand now, on a board of the past; null where that is the present one
     */
    record Beside(
            List<ClaimedTask> claims,
            Map<UUID, CardView.Worker> latest,
            int ended,
            List<ProjectView> mayNeed,
            @Nullable List<ProjectQueries.Standing> now) {}

    static BoardView of(
            BoardFilter filter,
            Map<ProjectStatus, Integer> counts,
            Map<ProjectStatus, Integer> counted,
            Page<ProjectView> page,
            Beside beside,
            Instant now) {
        CardView.Maker cards = CardView.Maker.of(beside, now);
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
                page.items().stream().map(cards::card).toList(),
                filter.asked().next(page.nextCursor()));
    }

    /** Whether its counts are those of all projects. */
    boolean isWhole() {
        return BoardFilter.isWhole(asked);
    }

    /** Of the cards that are shown, to choose from. */
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

    /** How many projects there are, and how many of them are asked for. */
    String many() {
        Count all = new Count(sum(counts), "project", "projects");
        if (isWhole() && asked.text(BoardFilter.STATUS) == null) {
            return all.toString();
        }
        return Count.of(wanted()) + " of " + all;
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
        return new Count(needing, "needs you", "need you").toString();
    }

    /** The address of the board without filters. */
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
        StatusWord word = StatusWord.of(status);
        boolean several = statuses.size() > 1;
        boolean cut = several && shown.size() > MOST;
        return new Column(
                word,
                asked.is(BoardFilter.NEED) ? shown.size() : Math.max(shown.size(), counted.getOrDefault(status, 0)),
                cut ? shown.subList(0, MOST) : shown,
                several && (cut || next != null) ? asked.with(BoardFilter.STATUS, word.word()) : null);
    }

    /** What is finished is folded, and so the page does not grow with the years. It needs nobody. */
    List<Column> finished() {
        return StatusWord.FINISHED.stream()
                .filter(status -> !asked.is(BoardFilter.NEED))
                .filter(status -> !statuses.contains(status) && counted.containsKey(status))
                .map(status -> {
                    StatusWord word = StatusWord.of(status);
                    return new Column(
                            word,
                            counted.getOrDefault(status, 0),
                            List.of(),
                            asked.with(BoardFilter.STATUS, word.word()));
                })
                .toList();
    }
}
