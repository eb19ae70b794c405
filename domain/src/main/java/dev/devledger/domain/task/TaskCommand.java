package dev.devledger.domain.task;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.TaskId.TaskKey;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command to a task. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
public sealed interface TaskCommand extends Addressed {
    TaskId task();

    Instant at();

    @Override
    default String address() {
        return task().address();
    }

    record Create(TaskId task, TaskKey key, Destination to, TaskDetails details, Instant at) implements TaskCommand {
        @Override
        public boolean begins() {
            return true;
        }

        public Create withKey(TaskKey other) {
            return new Create(task, other, to, details, at);
        }
    }

    record Edit(
            TaskId task, Patch<TaskDetails> edit, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

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
    record MoveWithParent(TaskId task, Place to, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /**
     * {@code with} is the stream of the project or task whose deletion deletes this task too, null if this task itself
     * is deleted.
     */
    record Delete(
            TaskId task, @Nullable String with, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

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
            TaskId task, UUID note, String text, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /** Reverses the retraction of a note. */
    record RestoreNote(
            TaskId task, UUID note, String text, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

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
