package dev.devledger.adapters.dashboard;

import static dev.devledger.application.project.ProjectQueries.ProjectFilter.DUE_AFTER;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.DUE_BEFORE;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.NEEDING;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.PRIORITY;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.SEARCH;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.TAGS;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filter of the board; by default it selects all unfinished projects. */
record BoardFilter(PageQuery asked, List<ProjectStatus> statuses, ProjectFilter projects) {
    static final String STATUS = "status";
    static final String NEED = "need";

    /** The parameter value for both finished statuses together. */
    static final String ALL_FINISHED = "finished";

    /** The parameters that may have several values. */
    static final String[] SEVERAL = {STATUS, "priority", "tag"};

    private static final String SORT = "sort";

    /** The criteria that the board has with the words of the API; none is read in a time zone. */
    private static final List<Criterion<? super ProjectFilter, ?>> CRITERIA =
            List.of(PRIORITY, TAGS, SEARCH, DUE_AFTER, DUE_BEFORE);

    static BoardFilter of(PageQuery asked) {
        List<ProjectStatus> statuses = statuses(asked);
        ProjectFilter projects = ProjectFilter.of(Set.copyOf(statuses))
                .and(asked, ZoneOffset.UTC, CRITERIA)
                .with(ProjectFilter.SORT, order(asked).sort());
        return new BoardFilter(asked, statuses, projects);
    }

    private static List<ProjectStatus> statuses(PageQuery asked) {
        if (ALL_FINISHED.equals(asked.text(STATUS))) {
            return StatusLabel.FINISHED;
        }
        Set<ProjectStatus> only = asked.words(STATUS, ProjectStatus.class);
        return only.isEmpty() ? StatusLabel.UNFINISHED : List.copyOf(only);
    }

    static BoardOrder order(PageQuery asked) {
        return BoardOrder.of(SORT, asked.text(SORT));
    }

    ProjectFilter ofAnyStatus() {
        return projects.with(ProjectFilter.STATUS, Set.of());
    }

    ProjectFilter needing(Instant now) {
        return projects.with(NEEDING, now);
    }

    /** True if no filter except the status narrows the board. */
    static boolean isWhole(PageQuery asked) {
        return Stream.concat(Stream.of(NEED), CRITERIA.stream().map(Criterion::name))
                .allMatch(name -> asked.text(name) == null);
    }

    /** Returns the number of filters that are set. */
    static int set(PageQuery asked) {
        return (int) Stream.concat(Stream.of(NEED, STATUS), CRITERIA.stream().map(Criterion::name))
                .filter(name -> asked.text(name) != null)
                .count();
    }

    /** Returns the address of the same board without filters, in the same order. */
    static String all(PageQuery asked) {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().retainAll(List.of(SORT, PageQuery.AS_OF));
        return new PageQuery(asked.path(), kept).with(PageQuery.CURSOR, null);
    }

    /**
     * An order of the cards.
     *
     * @param word the API's word for the order, where {@code -} reverses the order: a board and a list with the same
     *     word have the same order
     * @param said the label in the menu
     */
    record BoardOrder(String word, String said, Sort sort) {
        /** All orders; the first is the default. */
        static final List<BoardOrder> ALL = List.of(
                new BoardOrder("-updated", "last updated", Sort.DEFAULT),
                new BoardOrder("-priority", "priority", new Sort(Sort.By.PRIORITY, true)),
                new BoardOrder("due", "due date", new Sort(Sort.By.DUE, false)),
                new BoardOrder("name", "name", new Sort(Sort.By.NAME, false)),
                new BoardOrder("updated", "last updated, oldest first", new Sort(Sort.By.UPDATED, false)),
                new BoardOrder("priority", "priority, lowest first", new Sort(Sort.By.PRIORITY, false)),
                new BoardOrder("-due", "due date, latest first", new Sort(Sort.By.DUE, true)),
                new BoardOrder("-name", "name, from Z to A", new Sort(Sort.By.NAME, true)));

        static BoardOrder of(String parameter, @Nullable String word) {
            if (word == null) {
                return ALL.getFirst();
            }
            return ALL.stream()
                    .filter(order -> order.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> Rejection.invalid(
                                    parameter,
                                    "is \"" + word
                                            + "\"; allowed are updated, due, priority, name, or one of these with - before it"));
        }
    }

    /**
     * The projects on a page of the board. The projects are read as one list if the list and the columns have room for
     * all of them. Otherwise each column is read by itself: a list that ends within one status may have no projects of
     * other statuses, and gives no cursor for a single column.
     *
     * @param behind the cursors of the incomplete columns, by status
     * @param next the cursor of the one list; null at its end
     */
    record ShownProjects(
            List<ProjectView> items,
            Map<ProjectStatus, String> behind,
            @Nullable String next) {
        /** The most projects in one list. */
        static final int MOST = PageRequest.MAX_LIMIT;

        /** The most projects in a column beside other columns. */
        static final int IN_A_COLUMN = 100;

        /** The most projects in all columns, as a browser cannot lay out more within the time that a page may take. */
        private static final int ON_A_PAGE = 500;

        /** @param counted the number of selected projects of each status, or a higher number */
        static ShownProjects read(
                ProjectQueries projects,
                BoardFilter filter,
                ProjectFilter wanted,
                Map<ProjectStatus, Integer> counted) {
            List<ProjectStatus> statuses = filter.statuses();
            String cursor = filter.asked().text(PageQuery.CURSOR);
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

        private static ShownProjects columns(
                ProjectQueries projects, ProjectFilter wanted, List<ProjectStatus> statuses) {
            PageRequest first = new PageRequest(Math.min(IN_A_COLUMN, ON_A_PAGE / statuses.size()), null);
            List<ProjectView> items = new ArrayList<>();
            Map<ProjectStatus, String> behind = new EnumMap<>(ProjectStatus.class);
            for (ProjectStatus status : statuses) {
                Page<ProjectView> column = projects.list(wanted.with(ProjectFilter.STATUS, Set.of(status)), first);
                items.addAll(column.items());
                if (column.nextCursor() != null) {
                    behind.put(status, column.nextCursor());
                }
            }
            return new ShownProjects(items, behind, null);
        }

        /** True if no more projects follow. */
        boolean isEnd() {
            return behind.isEmpty() && next == null;
        }
    }
}
