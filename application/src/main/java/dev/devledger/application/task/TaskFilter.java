package dev.devledger.application.task;

import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; null and empty stand for all. It is read, and changed, by the names of its parts.
 *
 * @param tags a task must have all of them, in any case
 * @param texts each is looked for in title, description, tags and notes, in any case, and must be in one of them
 * @param project id or key; one that does not exist has no tasks
 * @param assignee id or key of a person, or {@link #ME}; one that does not exist has no tasks
 * @param closedProject tasks of projects that are closed today, or of those that are not
 * @param dueAfter tasks due on this day or later, or from this instant on; a day counts in the task's own zone
 * @param dueBefore tasks due before this day or instant; a day counts from its start in the task's own zone
 * @param overdueAt tasks whose due day was over by then, or whose instant was past
 * @param sync the state of the link as a view has it, or {@link #LOCAL}; of the past there are no links
 * @param ready open tasks that can be begun now, or those that cannot
 */
public record TaskFilter(
        Set<TaskStatus> statuses,
        Set<Priority> priorities,
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

    /** The state of what has no link. */
    public static final String LOCAL = "local";

    public static final List<String> SYNC =
            List.of("synced", "pending", "conflict", "refused", "detached", "out-of-scope", "closed", LOCAL);

    /** The owner of the ledger. */
    public static final String ME = "me";

    /** Those that are not deleted. */
    public static final TaskFilter ALL = new TaskFilter(
            Set.of(),
            Set.of(),
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

    /** As it is asked for; the order, and how a project is named, are the door's. */
    public static TaskFilter read(FilterSource from, ZoneId zone) {
        return ALL.with(to -> {
            to.statuses = from.words("status", TaskStatus.class);
            to.priorities = from.words("priority", Priority.class);
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

    /** Those of a project, or of all projects. */
    public static TaskFilter of(Set<TaskStatus> statuses, @Nullable String project, Sort sort) {
        return ALL.with(to -> {
            to.statuses = statuses;
            to.project = project;
            to.sort = sort;
        });
    }

    /** Open ones that are overdue, the longest first. */
    public static TaskFilter overdue(Instant now, @Nullable String project) {
        return of(Set.of(TaskStatus.OPEN), project, new Sort(Sort.By.DUE, false))
                .with(to -> to.overdueAt = now);
    }

    /** Open ones that are due on this day or later, the next first. */
    public static TaskFilter dueFrom(LocalDate day) {
        return of(Set.of(TaskStatus.OPEN), null, new Sort(Sort.By.DUE, false))
                .with(to -> to.dueAfter = new When.Day(day));
    }

    /** Those that can be begun, in the order in which they are to be begun. */
    public static TaskFilter ready(@Nullable String project, Set<String> tags) {
        return of(Set.of(TaskStatus.OPEN), project, Sort.READY).with(to -> {
            to.tags = tags;
            to.ready = true;
        });
    }

    /** The same but for some of it. */
    public TaskFilter with(Consumer<Criteria> change) {
        Criteria criteria = new Criteria();
        change.accept(criteria);
        return criteria.filter();
    }

    /** What of a filter can be another; it begins as it is. */
    public final class Criteria {
        public Set<TaskStatus> statuses = TaskFilter.this.statuses;
        public Set<Priority> priorities = TaskFilter.this.priorities;
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
                    priorities,
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
