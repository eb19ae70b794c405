package dev.devledger.application.task;

import dev.devledger.application.entity.FieldFilter;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A filter of tasks; null and empty match all. A filter is read, and changed, by the names of its parts.
 *
 * @param tags a task must have all of them, in any case
 * @param texts words in any case; each word has to be in the task's title, description, tags or notes
 * @param project id or key; a project that does not exist has no tasks
 * @param assignee id or key of a person, or {@link #ME}; a person who does not exist has no tasks
 * @param closedProject true for tasks of projects that are closed today, false for tasks of all other projects
 * @param dueAfter tasks due on this day or later, or from this instant on; a day counts in the task's own zone
 * @param dueBefore tasks due before this day or instant; a day counts from its start in the task's own zone
 * @param overdueAt tasks whose due day was over by then, or whose instant was past
 * @param sync the state of the link as in a view, or {@link #LOCAL}; the past has no links
 * @param ready true for open tasks that can be begun now, false for open tasks that cannot
 */
public record TaskFilter(
        Set<TaskStatus> statuses,
        FieldFilter<TaskDetails> fields,
        Set<String> tags,
        List<String> texts,
        @Nullable Instant updatedSince,
        @Nullable String project,
        @Nullable String assignee,
        @Nullable Boolean closedProject,
        @Nullable When dueAfter,
        @Nullable When dueBefore,
        @Nullable Instant overdueAt,
        @Nullable String sync,
        @Nullable Boolean ready,
        boolean deleted,
        Sort sort) {

    /** The state of a task without a link. */
    public static final String LOCAL = "local";

    public static final List<String> SYNC =
            List.of("synced", "pending", "conflict", "refused", "detached", "out-of-scope", "closed", LOCAL);

    /** The owner of the ledger. */
    public static final String ME = "me";

    /** Plain fields by which tasks can be filtered; each field has the same name in every interface. */
    public static final List<Field<TaskDetails, ?>> FIELDS = List.of(TaskDetails.PRIORITY);

    /** All tasks that are not deleted. */
    public static final TaskFilter ALL = new TaskFilter(
            Set.of(),
            FieldFilter.none(),
            Set.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            Sort.DEFAULT);

    /** Reads a filter from a request; the caller reads the order and the project. */
    public static TaskFilter read(FilterSource from, ZoneId zone) {
        return ALL.with(to -> {
            to.statuses = from.words("status", TaskStatus.class);
            to.fields = FieldFilter.read(from, FIELDS);
            to.tags = from.texts("tag");
            to.texts = from.search("q");
            to.updatedSince = from.since("updatedSince", zone);
            to.assignee = from.text("assignee");
            to.dueAfter = from.when("dueAfter");
            to.dueBefore = from.when("dueBefore");
            to.sync = from.oneOf("sync", SYNC);
            to.ready = from.truth("ready");
            to.deleted = from.flag("deleted");
        });
    }

    /** Returns the tasks of a project, or of all projects. */
    public static TaskFilter of(Set<TaskStatus> statuses, @Nullable String project, Sort sort) {
        return ALL.with(to -> {
            to.statuses = statuses;
            to.project = project;
            to.sort = sort;
        });
    }

    /** Returns the open tasks that are overdue, those that are overdue for longest first. */
    public static TaskFilter overdue(Instant now, @Nullable String project) {
        return of(Set.of(TaskStatus.OPEN), project, new Sort(Sort.By.DUE, false))
                .with(to -> to.overdueAt = now);
    }

    /** Returns the open tasks that are due on this day or later, the task that is due next first. */
    public static TaskFilter dueFrom(LocalDate day) {
        return of(Set.of(TaskStatus.OPEN), null, new Sort(Sort.By.DUE, false))
                .with(to -> to.dueAfter = new When.Day(day));
    }

    /** Returns the tasks that are ready to be begun, in the order in which they should be begun. */
    public static TaskFilter ready(@Nullable String project, Set<String> tags) {
        return of(Set.of(TaskStatus.OPEN), project, Sort.READY).with(to -> {
            to.tags = tags;
            to.ready = true;
        });
    }

    /** Returns this filter with some criteria changed. */
    public TaskFilter with(Consumer<Criteria> change) {
        Criteria criteria = new Criteria();
        change.accept(criteria);
        return criteria.filter();
    }

    /** The criteria of a filter that can be changed; at first they have the filter's values. */
    public final class Criteria {
        public Set<TaskStatus> statuses = TaskFilter.this.statuses;
        public FieldFilter<TaskDetails> fields = TaskFilter.this.fields;
        public Set<String> tags = TaskFilter.this.tags;
        public List<String> texts = TaskFilter.this.texts;
        public @Nullable Instant updatedSince = TaskFilter.this.updatedSince;
        public @Nullable String project = TaskFilter.this.project;
        public @Nullable String assignee = TaskFilter.this.assignee;
        public @Nullable Boolean closedProject = TaskFilter.this.closedProject;
        public @Nullable When dueAfter = TaskFilter.this.dueAfter;
        public @Nullable When dueBefore = TaskFilter.this.dueBefore;
        public @Nullable Instant overdueAt = TaskFilter.this.overdueAt;
        public @Nullable String sync = TaskFilter.this.sync;
        public @Nullable Boolean ready = TaskFilter.this.ready;
        public boolean deleted = TaskFilter.this.deleted;
        public Sort sort = TaskFilter.this.sort;

        private TaskFilter filter() {
            return new TaskFilter(
                    statuses,
                    fields,
                    tags,
                    texts,
                    updatedSince,
                    project,
                    assignee,
                    closedProject,
                    dueAfter,
                    dueBefore,
                    overdueAt,
                    sync,
                    ready,
                    deleted,
                    sort);
        }
    }
}
