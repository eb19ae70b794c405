package dev.devledger.application.task;

import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.RowProjection;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The task lists, {@code tasks}: a row for each task. */
public record TaskListProjection(EntityRows<TaskRow> rows) implements RowProjection<TaskEvent, TaskRow> {
    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public int generation() {
        return 6;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("task-");
    }

    @Override
    public Class<TaskEvent> events() {
        return TaskEvent.class;
    }

    @Override
    public UUID entity(TaskEvent event) {
        return event.task().value();
    }

    @Override
    public boolean begins(TaskEvent event) {
        return event instanceof TaskEvent.Created;
    }

    @Override
    public TaskRow of(UUID entity, Object state) {
        return TaskRow.of(new TaskId(entity), (Task) state);
    }

    @Override
    public TaskRow after(@Nullable TaskRow before, TaskEvent event, LedgerEvent stored) {
        return TaskRow.after(before, event, stored);
    }
}
