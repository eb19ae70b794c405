package dev.devledger.application.task;

import dev.devledger.application.projection.Revision;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskChanges;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code tasks}. Each method can be repeated; one that finds no row to change throws,
 * since an event that changes nothing is an event that was not applied.
 */
public interface TaskLists {
    void add(TaskEvent.Created created, Revision revision);

    void edit(TaskId task, TaskChanges changes, Instant at, Revision revision);

    /** @param since from when on the status stands, which an import may say */
    void changeStatus(TaskId task, TaskStatus to, Instant since, Instant at, Revision revision);

    void move(TaskId task, Place to, Instant at, Revision revision);

    void delete(TaskId task, @Nullable String with, Instant at, Revision revision);

    void restore(TaskId task, Instant at, Revision revision);

    /** The rows that there are of these, in one statement. */
    Map<TaskId, TaskRow> rows(Set<TaskId> tasks);

    /** What events have made of rows, in few statements: each version, and each row as it is at last. */
    void put(List<TaskRow> versions, Collection<TaskRow> rows);

    /** The rows as their newest versions are, in one statement, for who leaves the rows themselves for {@link #settle}. */
    Map<TaskId, TaskRow> newest(Set<TaskId> tasks);

    /** As {@link #put}, but of the rows only those that are new: that two have the same key is seen at once. */
    void keep(List<TaskRow> versions, Collection<TaskRow> rows);

    /** Makes each row what its newest version is. */
    void settle();
}
