package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldWord.StatusWord;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.ProjectQueries.Standing;
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
 * What is there now and was not at the moment that a page shows: it has no place among what was there then.
 *
 * @param lines the newest of it, the newest first
 * @param count how much came, as far as was looked
 * @param whole whether all was looked at
 * @param all the address of all that has changed since
 */
record CameSince(List<Line> lines, int count, boolean whole, String all) {
    /** More of it is told by its number. */
    private static final int MOST = 8;

    /** What was written at that moment may bear a slightly earlier time than what was written before it. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final Sort NEWEST = new Sort(Sort.By.KEY, true);

    /** @param href of its page now: at the moment it had none */
    record Line(String key, String name, String status, String href) {
        private static Line of(Standing project) {
            return new Line(project.key(), project.name(), word(project.status()), "/projects/" + project.key());
        }

        private static Line of(TaskView task) {
            return new Line(task.key(), task.title(), word(task.status()), "/tasks/" + task.key());
        }

        private static String word(Enum<?> status) {
            return StatusWord.of(status).word();
        }
    }

    /**
     * Null where none came.
     *
     * @param now in the order in which they were made
     */
    static @Nullable CameSince projects(List<Standing> now, List<Standing> then, Moment moment) {
        Set<UUID> known = then.stream().map(Standing::id).collect(Collectors.toSet());
        List<Line> came = now.reversed().stream()
                .filter(each -> !known.contains(each.id()))
                .map(Line::of)
                .toList();
        return of(came, true, moment);
    }

    /** Tasks of a project that fit the filter, whatever their status, also those that came from another one; null where none came. */
    static @Nullable CameSince tasks(ProjectView project, TaskFilter filter, TaskQueries now, Moment moment) {
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

    /** What has come to it was changed by that. */
    private static TaskFilter changedSince(TaskFilter filter, Moment moment) {
        return filter.with(to -> {
            to.statuses = Set.of();
            to.updatedSince = moment.at().minus(CLOCKS);
            to.sort = NEWEST;
        });
    }

    private static @Nullable CameSince of(List<Line> came, boolean whole, Moment moment) {
        return came.isEmpty()
                ? null
                : new CameSince(came.subList(0, Math.min(MOST, came.size())), came.size(), whole, moment.since());
    }

    /** Empty where there is no more. */
    String rest() {
        int hidden = count - lines.size();
        if (!whole) {
            return "and at least %d more".formatted(hidden);
        }
        return hidden == 0 ? "" : "and %d more".formatted(hidden);
    }
}
