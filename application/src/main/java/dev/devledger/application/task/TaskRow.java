package dev.devledger.application.task;

import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the task lists: the state of a task, and its times.
 *
 * @param key null, as the times are, if only the task's state is known
 */
public record TaskRow(
        TaskId id,
        @Nullable TaskKey key,
        Task state,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deletedAt,
        @Nullable String deletedWith,
        Revision revision)
        implements EntityRow {
    private static final TaskDecider RULES = new TaskDecider();

    static TaskRow of(TaskId id, Task state) {
        return new TaskRow(id, null, state, null, null, null, null, null, new Revision(0, 0));
    }

    /** Returns the row after the event; {@code before} is the row before it, null for the task's first event. */
    static TaskRow after(@Nullable TaskRow before, TaskEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        if (before == null) {
            Task made = RULES.evolve(RULES.initial(), event);
            TaskKey key = event instanceof TaskEvent.Created created ? created.key() : null;
            return new TaskRow(event.task(), key, made, at, at, null, null, null, stored.revision());
        }
        requireValues(event);
        Task state = RULES.evolve(before.state, event);
        boolean same = !(event instanceof TaskEvent.Deleted) && !(event instanceof TaskEvent.Restored);
        return new TaskRow(
                before.id,
                before.key,
                state,
                before.createdAt,
                at,
                event instanceof TaskEvent.StatusChanged change
                        ? completedAt(state, stored.since(change.at()))
                        : before.completedAt,
                same ? before.deletedAt : event instanceof TaskEvent.Deleted ? at : null,
                same ? before.deletedWith : event instanceof TaskEvent.Deleted gone ? gone.with() : null,
                stored.revision());
    }

    /** Requires a value in the event for each column that is never null. */
    private static void requireValues(TaskEvent event) {
        if (event instanceof TaskEvent.Edited edited) {
            edited.changes().requireValues(TaskDetails.REQUIRED);
        } else if (event instanceof TaskEvent.StatusChanged changed) {
            Change.requireValue(changed.status());
        } else if (event instanceof TaskEvent.Moved moved) {
            Change.requireValue(moved.place());
        }
    }

    private static @Nullable Instant completedAt(Task state, Instant since) {
        return state.last().status() == TaskStatus.COMPLETED ? since : null;
    }

    @Override
    public UUID entity() {
        return id.value();
    }

    @Override
    public @Nullable Long number() {
        return key == null ? null : key.number();
    }

    public Task.Present last() {
        return state.last();
    }

    public TaskDetails details() {
        return state.last().details();
    }

    public boolean isDeleted() {
        return state instanceof Task.Deleted;
    }
}
