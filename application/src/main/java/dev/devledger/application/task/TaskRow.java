package dev.devledger.application.task;

import dev.devledger.domain.field.Changes;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the task lists, for who applies many events at once: what the methods of {@link TaskLists} make of a row in the
 * database, this makes of it here.
 *
 * @param retracted its notes that count no more
 * @param fields what services have in fields of their own
 */
public record TaskRow(
        TaskId id,
        TaskKey key,
        Place place,
        TaskDetails details,
        TaskStatus status,
        Set<UUID> retracted,
        ServiceFields fields,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deletedAt,
        @Nullable String deletedWith,
        Revision revision) {

    /** The row after the event; {@code before} is null where there is none yet. */
    static TaskRow after(@Nullable TaskRow before, TaskEvent event, LedgerEvent stored) {
        if (event instanceof TaskEvent.Created created) {
            return created(created, stored);
        }
        if (before == null) {
            throw new IllegalStateException("There is no row of the task " + event.task());
        }
        return before.after(event, stored);
    }

    /** What its events have made of the task. */
    public Task state() {
        Task.Present last = new Task.Present(status, place, details, retracted, fields, revision.version());
        return deletedAt == null ? last : new Task.Deleted(last);
    }

    private static TaskRow created(TaskEvent.Created event, LedgerEvent stored) {
        return new TaskRow(
                event.task(),
                event.key(),
                event.place(),
                event.details(),
                TaskStatus.OPEN,
                Set.of(),
                ServiceFields.NONE,
                stored.at(),
                stored.at(),
                null,
                null,
                null,
                stored.revision());
    }

    private TaskRow after(TaskEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        Revision now = stored.revision();
        return switch (event) {
            case TaskEvent.Created e -> created(e, stored);
            case TaskEvent.Edited e -> with(place, TaskDetails.KIND.changed(details, e.changes()), at, now);
            case TaskEvent.StatusChanged e -> withStatus(to(e.status()), stored.since(e.at()), at, now);
            case TaskEvent.Moved e -> with(to(e.place()), details, at, now);
            case TaskEvent.FieldsRead e -> withFields(fields.with(e.connector(), e.changes()), at, now);
            case TaskEvent.NoteAdded e -> with(place, details, at, now);
            case TaskEvent.NoteRetracted e -> withNote(e.note(), false, at, now);
            case TaskEvent.NoteRestored e -> withNote(e.note(), true, at, now);
            case TaskEvent.Deleted e -> withDeletion(at, e.with(), at, now);
            case TaskEvent.Restored e -> withDeletion(null, null, at, now);
        };
    }

    private TaskRow with(Place newPlace, TaskDetails newDetails, Instant at, Revision now) {
        return new TaskRow(
                id,
                key,
                newPlace,
                newDetails,
                status,
                retracted,
                fields,
                createdAt,
                at,
                completedAt,
                deletedAt,
                deletedWith,
                now);
    }

    private TaskRow withStatus(TaskStatus to, Instant since, Instant at, Revision now) {
        Instant completed = to == TaskStatus.COMPLETED ? since : null;
        return new TaskRow(
                id, key, place, details, to, retracted, fields, createdAt, at, completed, deletedAt, deletedWith, now);
    }

    private TaskRow withFields(ServiceFields read, Instant at, Revision now) {
        return new TaskRow(
                id,
                key,
                place,
                details,
                status,
                retracted,
                read,
                createdAt,
                at,
                completedAt,
                deletedAt,
                deletedWith,
                now);
    }

    private TaskRow withNote(UUID note, boolean counts, Instant at, Revision now) {
        Set<UUID> others = new HashSet<>(retracted);
        if (counts) {
            others.remove(note);
        } else {
            others.add(note);
        }
        return new TaskRow(
                id,
                key,
                place,
                details,
                status,
                others,
                fields,
                createdAt,
                at,
                completedAt,
                deletedAt,
                deletedWith,
                now);
    }

    private TaskRow withDeletion(@Nullable Instant deleted, @Nullable String with, Instant at, Revision now) {
        return new TaskRow(
                id, key, place, details, status, retracted, fields, createdAt, at, completedAt, deleted, with, now);
    }

    private static <T> T to(Change<T> change) {
        return Objects.requireNonNull(change.to(), "an event without the new value");
    }
}
