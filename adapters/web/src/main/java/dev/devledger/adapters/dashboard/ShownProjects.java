package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.project.ProjectStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The projects of a page of the board. They are read as one list as long as all of them have room, there and in their
 * columns. Where they do not, each column is read by itself: a list that ends among those of one status may have nothing of
 * the others, and does not say where a column goes on.
 *
 * @param behind by status, where to go on behind those that are here; without those that have no more
 * @param next where to go on in the one list; null where it ends
 */
record ShownProjects(
        List<ProjectView> items,
        Map<ProjectStatus, String> behind,
        @Nullable String next) {
    /** In one list. */
    static final int MOST = PageRequest.MAX_LIMIT;

    /** In a column beside others. */
    static final int IN_A_COLUMN = 100;

    /** In all columns: a browser lays out no more than these in the time that a page may take. */
    private static final int ON_A_PAGE = 500;

    /** @param counted how many there are at least, of each status */
    static ShownProjects read(
            ProjectQueries projects, BoardFilter filter, ProjectFilter wanted, Map<ProjectStatus, Integer> counted) {
        List<ProjectStatus> statuses = filter.statuses();
        String cursor = filter.asked().text(Asked.CURSOR);
        if (statuses.size() > 1 && cursor == null && !fits(statuses, counted)) {
            return columns(projects, wanted, statuses);
        }
        Page<ProjectView> list = projects.list(wanted, new PageRequest(MOST, cursor));
        return new ShownProjects(list.items(), Map.of(), list.nextCursor());
    }

    private static boolean fits(List<ProjectStatus> statuses, Map<ProjectStatus, Integer> counted) {
        IntSummaryStatistics columns = statuses.stream()
                .mapToInt(status -> counted.getOrDefault(status, 0))
                .summaryStatistics();
        return columns.getSum() <= MOST && columns.getMax() <= IN_A_COLUMN;
    }

    private static ShownProjects columns(ProjectQueries projects, ProjectFilter wanted, List<ProjectStatus> statuses) {
        PageRequest first = new PageRequest(Math.min(IN_A_COLUMN, ON_A_PAGE / statuses.size()), null);
        List<ProjectView> items = new ArrayList<>();
        Map<ProjectStatus, String> behind = new EnumMap<>(ProjectStatus.class);
        for (ProjectStatus status : statuses) {
            Page<ProjectView> column = projects.list(wanted.with(to -> to.statuses = Set.of(status)), first);
            items.addAll(column.items());
            if (column.nextCursor() != null) {
                behind.put(status, column.nextCursor());
            }
        }
        return new ShownProjects(items, behind, null);
    }

    /** Whether nothing is behind them. */
    boolean isEnd() {
        return behind.isEmpty() && next == null;
    }
}
