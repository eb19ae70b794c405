package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskListProjection;
import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of tasks, changed by events of any version, position and time. */
public record RowsOfTasks(TaskListProjection projection) {
    public RowsOfTasks(DataSource database) {
        this(new TaskListProjection(TaskRows.of(database)));
    }

    public void add(TaskEvent.Created created, Revision revision) {
        apply(created, created.at(), revision);
    }

    public void edit(TaskId task, Changes<TaskDetails> changes, Instant at, Revision revision) {
        apply(new TaskEvent.Edited(task, changes, at), at, revision);
    }

    public void changeStatus(TaskId task, TaskStatus to, Instant at, Revision revision) {
        apply(new TaskEvent.StatusChanged(task, new Change<>(null, to), at), at, revision);
    }

    public void move(TaskId task, Place to, Instant at, Revision revision) {
        apply(new TaskEvent.Moved(task, new Change<>(null, to), at), at, revision);
    }

    public void delete(TaskId task, @Nullable String with, Instant at, Revision revision) {
        apply(new TaskEvent.Deleted(task, with, at), at, revision);
    }

    public void restore(TaskId task, Instant at, Revision revision) {
        apply(new TaskEvent.Restored(task, at), at, revision);
    }

    public void apply(TaskEvent event, Instant at, Revision revision) {
        projection.apply(SampleEvents.stored(event.task().address(), event, at, revision));
    }
}
