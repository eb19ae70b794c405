package dev.devledger.application.task;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code tasks}. Each method can be repeated; one that finds no row to change throws,
 * since an event that changes nothing is an event that was not applied.
 */
public interface TaskLists {
    void add(TaskEvent.Created created, Revision revision);

    void edit(TaskId task, Changes<TaskDetails> changes, Instant at, Revision revision);

    /** @param since from when on the status stands, which an import may say */
    void changeStatus(TaskId task, TaskStatus to, Instant since, Instant at, Revision revision);

    void move(TaskId task, Place to, Instant at, Revision revision);

    /** What a service has in fields of its own. */
    void readFields(TaskEvent.FieldsRead read, Instant at, Revision revision);

    /** Something beside the details changed, such as a note. */
    void touch(TaskId task, Instant at, Revision revision);

    /** @param counts false where it is retracted */
    void changeNote(TaskId task, UUID note, boolean counts, Instant at, Revision revision);

    void delete(TaskId task, @Nullable String with, Instant at, Revision revision);

    void restore(TaskId task, Instant at, Revision revision);

    /** The rows that there are of these, in one statement. */
    Map<TaskId, TaskRow> rows(Set<TaskId> tasks);

    /**
     * What events have made of rows, in few statements.
     *
     * @param superseded what rows were before an event and are not any more
     * @param made the rows of those that are new, as they are at last
     * @param changed of the others
     */
    void put(List<Superseded<TaskRow>> superseded, Collection<TaskRow> made, Collection<TaskRow> changed);
}
