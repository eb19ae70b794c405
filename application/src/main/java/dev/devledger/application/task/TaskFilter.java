package dev.devledger.application.task;

import dev.devledger.application.entity.Filter;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.entity.SearchWords.Qualifier;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter of tasks, whose texts are title, description, tags and notes. */
public final class TaskFilter extends Filter<TaskFilter> implements Filter.EntityCriteria {

    /** The state of a task without a link. */
    public static final String LOCAL = "local";

    public static final List<String> SYNC_STATES =
            List.of("synced", "pending", "conflict", "refused", "detached", "out-of-scope", "closed", LOCAL);

    /** The owner of the ledger. */
    public static final String ME = "me";

    public static final Criterion<TaskFilter, Set<TaskStatus>> STATUS = Criterion.words("status", TaskStatus.class);
    public static final Criterion<TaskFilter, Set<Priority>> PRIORITY = Criterion.field(TaskDetails.PRIORITY);

    /** The id or key of a project; one that does not exist has no tasks. */
    public static final Criterion<TaskFilter, String> PROJECT = Criterion.own("project");

    /** The id or key of a person, or {@link #ME}; one that does not exist has no tasks. */
    public static final Criterion<TaskFilter, String> ASSIGNEE = Criterion.of("assignee", FilterSource::text);

    /** Tasks of projects that are closed today, or of those that are not. */
    public static final Criterion<TaskFilter, Boolean> CLOSED_PROJECT = Criterion.own("closedProject");

    /** Tasks whose due day was over by then, or whose instant was past. */
    public static final Criterion<TaskFilter, Instant> OVERDUE_AT = Criterion.own("overdueAt");

    /** The state of the link as in a view, or {@link #LOCAL}; the past has no links. */
    public static final Criterion<TaskFilter, String> SYNC =
            Criterion.of("sync", (from, name) -> from.oneOf(name, SYNC_STATES));

    /** Open tasks that can be begun now, or those that cannot. */
    public static final Criterion<TaskFilter, Boolean> READY = Criterion.of("ready", FilterSource::truth);

    /** Tasks on which an agent works, or on which none does. */
    public static final Criterion<TaskFilter, Boolean> CLAIMED = Criterion.own("claimed");

    /**
     * Open tasks without a claim that cannot be begun, whatever the status of their project; or those that can.
     */
    public static final Criterion<TaskFilter, Boolean> WAITING = Criterion.own("waiting");

    /** Open tasks that wait for an open task. */
    public static final Criterion<TaskFilter, Boolean> BLOCKED = Criterion.own("blocked", false);

    /** People by {@link #ME}, their ids, keys or parts of their names, to all of whom a task is assigned. */
    public static final Criterion<TaskFilter, Set<String>> PEOPLE = Criterion.own("people", Set.of());

    /** Open tasks that are overdue when the filter is used. */
    public static final Criterion<TaskFilter, Boolean> OVERDUE = Criterion.own("overdue", false);

    /** The criteria that each source has. */
    public static final List<Criterion<? super TaskFilter, ?>> CRITERIA = List.of(
            STATUS, PRIORITY, TAGS, SEARCH, UPDATED_SINCE, ASSIGNEE, DUE_AFTER, DUE_BEFORE, SYNC, READY, DELETED);

    /** All tasks that are not deleted. */
    public static final TaskFilter ALL = new TaskFilter(Map.of());

    private TaskFilter(Map<Criterion<?, ?>, Object> values) {
        super(values, TaskFilter::new);
    }

    /** Reads a filter from a request; the caller reads the order and the project. */
    public static TaskFilter read(FilterSource from, ZoneId zone) {
        return parted(ALL.read(from, zone, CRITERIA), TaskFilter::with);
    }

    private static TaskFilter with(TaskFilter filter, Qualifier said) {
        return switch (said.name()) {
            case "priority" -> only(filter, PRIORITY, said.words(Priority.class));
            case "person" -> filter.with(PEOPLE, and(filter.get(PEOPLE), said));
            default ->
                said.is("ready")
                        ? Boolean.FALSE.equals(filter.find(READY)) ? filter.with(NONE, true) : filter.with(READY, true)
                        : said.is("claimed")
                                ? filter.with(CLAIMED, true)
                                : said.is("overdue")
                                        ? filter.with(OVERDUE, true)
                                        : only(filter, STATUS, said.words(TaskStatus.class));
        };
    }

    /** Returns the tasks of a project, or of all projects. */
    public static TaskFilter of(Set<TaskStatus> statuses, @Nullable String project, Sort sort) {
        return ALL.with(STATUS, statuses).with(PROJECT, project).with(SORT, sort);
    }

    /** Returns the open tasks that are overdue, those that are overdue for longest first. */
    public static TaskFilter overdue(Instant now, @Nullable String project) {
        return of(Set.of(TaskStatus.OPEN), project, new Sort(Sort.By.DUE, false))
                .with(OVERDUE_AT, now);
    }

    /** Returns the open tasks that are due on this day or later, the task that is due next first. */
    public static TaskFilter dueFrom(LocalDate day) {
        return of(Set.of(TaskStatus.OPEN), null, new Sort(Sort.By.DUE, false)).with(DUE_AFTER, new When.Day(day));
    }

    /** Returns the tasks that are ready to be begun, in the order in which they should be begun. */
    public static TaskFilter ready(@Nullable String project, Set<String> tags) {
        return of(Set.of(TaskStatus.OPEN), project, Sort.READY).with(TAGS, tags).with(READY, true);
    }
}
