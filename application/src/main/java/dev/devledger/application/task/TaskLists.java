package dev.devledger.application.task;

import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskChanges;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code tasks}. Each method can be repeated; one that finds no row to change throws,
 * since an event that changes nothing is an event that was not applied.
 */
public interface TaskLists {
    void add(TaskEvent.Created created, long version);

    void edit(TaskId task, TaskChanges changes, Instant at, long version);

    void changeStatus(TaskId task, TaskStatus to, Instant at, long version);

    void move(TaskId task, Place to, Instant at, long version);

    void delete(TaskId task, @Nullable String with, Instant at, long version);

    void restore(TaskId task, Instant at, long version);
}
