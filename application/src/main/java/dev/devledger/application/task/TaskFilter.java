package dev.devledger.application.task;

import dev.devledger.application.query.Sort;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; null and empty stand for all.
 *
 * @param tags a task must have all of them, in any case
 * @param texts each is looked for in title, description and tags, in any case, and must be in one of them
 * @param project id or key; one that does not exist has no tasks
 * @param assignee id or key of a person, or {@link #ME}; one that does not exist has no tasks
 * @param closedProject tasks of projects that are closed today, or of those that are not
 * @param dueAfter tasks due on this day or later, or from this instant on; a day counts in the task's own zone
 * @param dueBefore tasks due before this day or instant; a day counts from its start in the task's own zone
 * @param overdueAt tasks whose due day was over by then, or whose instant was past
 * @param sync the state of the link as a view has it, or {@link #LOCAL}; of the past there are no links
 * @param ready open tasks that somebody can begin now, or those that nobody can
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

    /** The owner of the ledger. */
    public static final String ME = "me";

    /** Whoever works on them. */
    public TaskFilter(
            Set<TaskStatus> statuses,
            Set<Priority> priorities,
            Set<String> tags,
            List<String> texts,
            @Nullable Instant updatedSince,
            @Nullable String project,
            @Nullable Boolean closedProject,
            @Nullable When dueAfter,
            @Nullable When dueBefore,
            @Nullable Instant overdueAt,
            @Nullable String sync,
            boolean deleted,
            Sort sort) {
        this(
                statuses,
                priorities,
                tags,
                texts,
                updatedSince,
                project,
                null,
                closedProject,
                dueAfter,
                dueBefore,
                overdueAt,
                sync,
                null,
                deleted,
                sort);
    }

    /** Those of a project that are not deleted, or of all projects. */
    public static TaskFilter of(Set<TaskStatus> statuses, @Nullable String project, Sort sort) {
        return new TaskFilter(
                statuses, Set.of(), Set.of(), List.of(), null, project, null, null, null, null, null, false, sort);
    }

    /** Open ones that are overdue, the longest first. */
    public static TaskFilter overdue(Instant now, @Nullable String project) {
        return new TaskFilter(
                Set.of(TaskStatus.OPEN),
                Set.of(),
                Set.of(),
                List.of(),
                null,
                project,
                null,
                null,
                null,
                now,
                null,
                false,
                new Sort(Sort.By.DUE, false));
    }

    /** Open ones that are due on this day or later, the next first. */
    public static TaskFilter dueFrom(LocalDate day) {
        return new TaskFilter(
                Set.of(TaskStatus.OPEN),
                Set.of(),
                Set.of(),
                List.of(),
                null,
                null,
                null,
                new When.Day(day),
                null,
                null,
                null,
                false,
                new Sort(Sort.By.DUE, false));
    }

    /** The same, but only tasks of projects that are closed, or only those of the others. */
    public TaskFilter inProjects(boolean closed) {
        return new TaskFilter(
                statuses,
                priorities,
                tags,
                texts,
                updatedSince,
                project,
                assignee,
                closed,
                dueAfter,
                dueBefore,
                overdueAt,
                sync,
                ready,
                deleted,
                sort);
    }

    /** The same, but of that project. */
    public TaskFilter in(String only) {
        return new TaskFilter(
                statuses,
                priorities,
                tags,
                texts,
                updatedSince,
                only,
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

    /** Those that somebody can begin, in the order in which they are to be begun. */
    public static TaskFilter ready(@Nullable String project, Set<String> tags) {
        return new TaskFilter(
                Set.of(TaskStatus.OPEN),
                Set.of(),
                tags,
                List.of(),
                null,
                project,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                false,
                Sort.READY);
    }
}
