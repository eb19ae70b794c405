package dev.devledger.application.task;

import dev.devledger.application.query.Sort;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; null and empty stand for all.
 *
 * @param project id or key; one that does not exist has no tasks
 * @param text looked for in title and description, in any case
 * @param dueBefore tasks due before this day or instant; a day counts from its start in the task's own zone
 */
public record TaskFilter(
        Set<TaskStatus> statuses,
        @Nullable Priority priority,
        @Nullable String tag,
        @Nullable String text,
        @Nullable Instant updatedSince,
        @Nullable String project,
        @Nullable When dueBefore,
        boolean deleted,
        Sort sort) {}
