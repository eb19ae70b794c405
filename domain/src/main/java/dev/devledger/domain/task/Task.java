package dev.devledger.domain.task;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a task, built from its events: all that its decider needs. */
public sealed interface Task {
    record Unknown() implements Task {}

    /** {@code retracted} are the ids of the task's notes that no longer count. */
    record Present(
            TaskStatus status,
            Place place,
            TaskDetails details,
            Set<UUID> retracted,
            ServiceFields fields,
            long version)
            implements Task {
        public Present {
            retracted = Set.copyOf(retracted);
        }

        /** A task for which no service has reported fields of its own. */
        Present(TaskStatus status, Place place, TaskDetails details, Set<UUID> retracted, long version) {
            this(status, place, details, retracted, ServiceFields.NONE, version);
        }

        Present next() {
            return new Present(status, place, details, retracted, fields, version + 1);
        }

        Present edited(Changes<TaskDetails> changes) {
            return new Present(
                    status, place, TaskDetails.KIND.changed(details, changes), retracted, fields, version + 1);
        }

        Present changed(Change<TaskStatus> change) {
            return new Present(Change.orElse(change, status), place, details, retracted, fields, version + 1);
        }

        Present moved(Change<Place> change) {
            return new Present(status, Change.orElse(change, place), details, retracted, fields, version + 1);
        }

        Present read(TaskEvent.FieldsRead event) {
            ServiceFields now = fields.with(event.connector(), event.changes());
            return new Present(status, place, details, retracted, now, version + 1);
        }

        Present noted(UUID note, boolean counts) {
            Set<UUID> now = new HashSet<>(retracted);
            if (counts) {
                now.remove(note);
            } else {
                now.add(note);
            }
            return new Present(status, place, details, now, fields, version + 1);
        }
    }

    record Deleted(Present last) implements Task {}

    /** Returns the state with this content; a deleted task stays deleted. */
    default Task now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted task as it was before the deletion. */
    default Present last() {
        return present();
    }

    /** Rejects a task that is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This task does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This task is deleted. Restore it first.");
        };
    }

    /** A change that happened to a task. Stored for ever: a record is never changed, an old revision is upcast. */
    sealed interface TaskEvent extends EntityEvent {
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
                        new Change<>(
                                ServiceFields.normalOrNull(change.from()), ServiceFields.normalOrNull(change.to()))));
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

    /** A command to a task. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
    sealed interface TaskCommand extends Addressed {
        TaskId task();

        Instant at();

        @Override
        default String address() {
            return task().address();
        }

        record Create(TaskId task, TaskKey key, Destination to, TaskDetails details, Instant at)
                implements TaskCommand {
            @Override
            public boolean begins() {
                return true;
            }

            public Create withKey(TaskKey other) {
                return new Create(task, other, to, details, at);
            }
        }

        record Edit(
                TaskId task,
                Patch<TaskDetails> edit,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        record ChangeStatus(
                TaskId task,
                TaskStatus to,
                @Nullable String reason,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** {@code levels} is the height of the moved tree: 1 for a task without subtasks. */
        record Move(
                TaskId task,
                Destination to,
                int levels,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** A subtask follows its moved parent into another project. */
        record MoveWithParent(
                TaskId task, Place to, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

        /**
         * {@code with} is the stream of the project or task whose deletion deletes this task too, null if this task itself
         * is deleted.
         */
        record Delete(
                TaskId task,
                @Nullable String with,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** {@code other} is the task that this one then waits for, is related to, or was found from. */
        record AddDependency(
                TaskId task,
                DependencyType type,
                TaskId other,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        record RemoveDependency(
                TaskId task,
                DependencyType type,
                TaskId other,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** {@code origin} is null if the note is written in the ledger. */
        record AddNote(
                TaskId task,
                UUID note,
                String text,
                @Nullable NoteOrigin origin,
                @Nullable Long expectedVersion,
                Instant at)
                implements TaskCommand {
            public AddNote(TaskId task, UUID note, String text, @Nullable Long expectedVersion, Instant at) {
                this(task, note, text, null, expectedVersion, at);
            }
        }

        /** {@code note} is the id of the note to retract, and {@code text} the note's text. */
        record RetractNote(
                TaskId task,
                UUID note,
                String text,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** Reverses the retraction of a note. */
        record RestoreNote(
                TaskId task,
                UUID note,
                String text,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** {@code levels} is the height of the restored tree: 1 for a task alone. */
        record Restore(
                TaskId task,
                Destination to,
                int levels,
                @Nullable Long expectedVersion,
                Instant at) implements TaskCommand {}

        /** {@code fields} are all fields of the task that only the service has. Ignored for a deleted task. */
        record RecordServiceFields(TaskId task, String connector, SortedMap<String, Object> fields, Instant at)
                implements TaskCommand {}

        /**
         * Changes nothing. Lets a write of many entities check the version of this task that its caller saw, even of a
         * deleted task.
         */
        record RequireVersion(TaskId task, long expectedVersion, Instant at) implements TaskCommand {}

        /** Changes nothing. Checks that the task is open, for a write in the same change set that requires it. */
        record RequireOpen(TaskId task, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}
    }

    record TaskId(UUID value) implements Comparable<TaskId> {
        /** The event stream of this task. */
        public String address() {
            return "task-" + value;
        }

        /** Orders by the text, which is not Java's order of UUIDs. */
        @Override
        public int compareTo(TaskId other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return value.toString();
        }

        /** The short id that people and agents use, such as {@code T-345}; never reused. */
        public record TaskKey(long number) implements EntityEvent.Key {
            @Override
            public String toString() {
                return "T-" + number;
            }
        }
    }

    enum TaskStatus {
        OPEN,
        COMPLETED,
        ABANDONED
    }
}
