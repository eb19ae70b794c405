package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.claim.ClaimedTask;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The projects by status.
 *
 * @param counts of all projects, whatever is asked for
 * @param cards in the order that is asked for
 * @param next the address of those behind them; null where there are none
 */
record BoardView(
        Asked asked,
        Map<ProjectStatus, Integer> counts,
        List<ProjectStatus> statuses,
        List<CardView> cards,
        @Nullable String next) {

    record Column(
            StatusWord status,
            int count,
            List<CardView> cards,
            @Nullable String more) {
        int hidden() {
            return count - cards.size();
        }
    }

    static BoardView of(
            BoardFilter filter,
            Map<ProjectStatus, Integer> counts,
            Page<ProjectView> page,
            List<ClaimedTask> claims,
            Instant now) {
        Map<UUID, List<ClaimedTask>> held = claims.stream().collect(Collectors.groupingBy(ClaimedTask::projectId));
        return new BoardView(
                filter.asked(),
                counts,
                filter.statuses(),
                page.items().stream()
                        .map(project -> CardView.of(project, held.getOrDefault(project.id(), List.of()), now))
                        .toList(),
                filter.asked().next(page.nextCursor()));
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int needing() {
        return (int) cards.stream().filter(CardView::needing).count();
    }

    /** Of a filtered board only what is shown is counted. */
    List<Column> columns() {
        return statuses.stream().map(this::column).toList();
    }

    private Column column(ProjectStatus status) {
        List<CardView> shown = cards.stream()
                .filter(card -> card.project().status() == status)
                .filter(card -> card.needing() || !asked.is(BoardFilter.NEED))
                .toList();
        StatusWord word = StatusWord.of(status);
        boolean whole = BoardFilter.isWhole(asked);
        return new Column(
                word,
                whole ? Math.max(shown.size(), counts.getOrDefault(status, 0)) : shown.size(),
                shown,
                statuses.size() > 1 && next != null ? asked.with(BoardFilter.STATUS, word.word()) : null);
    }

    /** What is finished is folded, and so the page does not grow with the years. */
    List<Column> finished() {
        return StatusWord.FINISHED.stream()
                .filter(status -> !statuses.contains(status) && counts.containsKey(status))
                .map(status -> {
                    StatusWord word = StatusWord.of(status);
                    return new Column(
                            word,
                            counts.getOrDefault(status, 0),
                            List.of(),
                            asked.with(BoardFilter.STATUS, word.word()));
                })
                .toList();
    }
}
