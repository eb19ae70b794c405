package dev.devledger.domain.task;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.task.TaskId.TaskKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that happened to a task. Stored for ever: a record is never changed, an old revision is upcast. */
public sealed interface TaskEvent extends EntityEvent {
    TaskId task();

    @Override
    default void requireValues() {
        if (this instanceof Edited edited) {
            edited.changes().requireValues(TaskDetails.REQUIRED);
        } else if (this instanceof StatusChanged changed) {
            Change.requireValue(changed.status());
        } else if (this instanceof Moved moved) {
            Change.requireValue(moved.place());
        }
    }

    record Created(TaskId task, TaskKey key, Place place, TaskDetails details, Instant at)
            implements TaskEvent, EntityEvent.Created {}

    record Edited(TaskId task, Changes<TaskDetails> changes, Instant at) implements TaskEvent {}

    record StatusChanged(TaskId task, Change<TaskStatus> status, Instant at)
            implements TaskEvent, EntityEvent.StatusChanged {}

    record Moved(TaskId task, Change<Place> place, Instant at) implements TaskEvent {}

    /** {@code with} is the stream of the project or task whose deletion deleted it too. */
    record Deleted(TaskId task, @Nullable String with, Instant at) implements TaskEvent, EntityEvent.Deleted {}

    /** {@code origin} is null if the note was written in the ledger, as the first ones all were. */
    record NoteAdded(
            TaskId task,
            UUID note,
            String text,
            Instant at,
            @Nullable NoteOrigin origin) implements TaskEvent {
        public NoteAdded(TaskId task, UUID note, String text, Instant at) {
            this(task, note, text, at, null);
        }
    }

    /** The note no longer counts; {@code text} is the note's text. */
    record NoteRetracted(TaskId task, UUID note, String text, Instant at) implements TaskEvent {}

    /** A retracted note counts again. */
    record NoteRestored(TaskId task, UUID note, String text, Instant at) implements TaskEvent {}

    /**
     * The values of fields that only the service has differ from the values last read; {@code changes} are by field
     * name.
     */
    record FieldsRead(TaskId task, String connector, SortedMap<String, Change<Object>> changes, Instant at)
            implements TaskEvent {
        public FieldsRead {
            SortedMap<String, Change<Object>> normal = new TreeMap<>();
            changes.forEach((name, change) -> normal.put(
                    ServiceFields.name(name),
                    new Change<>(ServiceFields.normalOrNull(change.from()), ServiceFields.normalOrNull(change.to()))));
            changes = Collections.unmodifiableSortedMap(normal);
        }

        /** The changes as the history shows them. */
        public List<FieldChange> list() {
            String before = ServiceFields.FIELD + connector + ".";
            return changes.entrySet().stream()
                    .map(each -> new FieldChange(
                            before + each.getKey(),
                            each.getValue().from(),
                            each.getValue().to()))
                    .toList();
        }
    }

    record Restored(TaskId task, Instant at) implements TaskEvent, EntityEvent.Restored {}
}
