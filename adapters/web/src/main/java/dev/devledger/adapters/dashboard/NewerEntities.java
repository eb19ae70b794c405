package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries.ProjectState;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Projects or tasks that exist now, but did not exist at the moment that a page shows, so that the page does not list
 * them.
 *
 * @param lines the newest additions, the newest first
 * @param count the number of additions, as far as they were read
 * @param whole true if all additions were read
 * @param all the address of all changes since that moment
 */
record NewerEntities(List<Line> lines, int count, boolean whole, String all) {
    /** The most lines; any further additions are shown as a number. */
    private static final int MOST = 8;

    /** The tolerance of times, as an event may have a slightly earlier time than the event before it. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final Sort NEWEST = new Sort(Sort.By.KEY, true);

    /** @param href the address of the entity's present page, as the entity had no page at that moment */
    record Line(String key, String name, String status, String href) {
        private static Line of(ProjectState project) {
            return new Line(project.key(), project.name(), word(project.status()), "/projects/" + project.key());
        }

        private static Line of(TaskView task) {
            return new Line(task.key(), task.title(), word(task.status()), "/tasks/" + task.key());
        }

        private static String word(Enum<?> status) {
            return StatusLabel.of(status).word();
        }
    }

    /**
     * Returns the added projects; null if no project was added.
     *
     * @param now the present projects in the order of their creation
     */
    static @Nullable NewerEntities projects(List<ProjectState> now, List<ProjectState> then, PastMoment moment) {
        Set<UUID> known = then.stream().map(ProjectState::id).collect(Collectors.toSet());
        List<Line> came = now.reversed().stream()
                .filter(each -> !known.contains(each.id()))
                .map(Line::of)
                .toList();
        return of(came, true, moment);
    }

    /**
     * Returns the added tasks that the filter without its status selects, including tasks moved from another project;
     * null if there are none.
     */
    static @Nullable NewerEntities tasks(ProjectView project, TaskFilter filter, TaskQueries now, PastMoment moment) {
        Page<TaskView> changed = now.list(changedSince(filter, moment), new PageRequest(PageRequest.MAX_LIMIT, null));
        Map<UUID, TaskView> then =
                now
                        .asOf(moment.position())
                        .findAll(changed.items().stream().map(TaskView::id).toList())
                        .stream()
                        .collect(Collectors.toMap(TaskView::id, Function.identity()));
        List<Line> came = changed.items().stream()
                .filter(each -> !wasIn(project, then.get(each.id())))
                .map(Line::of)
                .toList();
        return of(came, changed.nextCursor() == null, moment);
    }

    private static boolean wasIn(ProjectView project, @Nullable TaskView then) {
        return then != null && then.deletedAt() == null && then.projectId().equals(project.id());
    }

    /** Returns the filter for tasks that were changed after the moment, as every addition was. */
    private static TaskFilter changedSince(TaskFilter filter, PastMoment moment) {
        return filter.with(TaskFilter.STATUS, Set.of())
                .with(TaskFilter.UPDATED_SINCE, moment.at().minus(CLOCKS))
                .with(TaskFilter.SORT, NEWEST);
    }

    private static @Nullable NewerEntities of(List<Line> came, boolean whole, PastMoment moment) {
        return came.isEmpty()
                ? null
                : new NewerEntities(came.subList(0, Math.min(MOST, came.size())), came.size(), whole, moment.since());
    }

    /** Describes the additions that have no line; empty if all have one. */
    String rest() {
        int hidden = count - lines.size();
        if (!whole) {
            return "and at least %d more".formatted(hidden);
        }
        return hidden == 0 ? "" : "and %d more".formatted(hidden);
    }
}
