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

/** What can be asked of a task. {@code expectedVersion} is the version that the caller saw, null where it does not mind. */
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

    /** {@code levels} is the height of what moves: 1 for a task without subtasks. */
    record Move(
            TaskId task,
            Destination to,
            int levels,
            @Nullable Long expectedVersion,
            Instant at) implements TaskCommand {}

    /** A subtask follows its moved parent into another project. */
    record Follow(TaskId task, Place to, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /** {@code with} is the stream of the entity whose deletion takes this task along, null where it is deleted itself. */
    record Delete(
            TaskId task, @Nullable String with, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /** {@code other} is what it then waits for, is related to, or was found from. */
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

    /** {@code origin} is null where it is written here. */
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

    /** {@code note} and {@code text} are of one of its notes, as its events have them. */
    record RetractNote(
            TaskId task, UUID note, String text, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /** Takes the retraction of a note back. */
    record RestoreNote(
            TaskId task, UUID note, String text, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}

    /** {@code levels} is the height of what comes back: 1 for a task alone. */
    record Restore(
            TaskId task,
            Destination to,
            int levels,
            @Nullable Long expectedVersion,
            Instant at) implements TaskCommand {}

    /** {@code fields} is all that a service has in fields of its own. What is deleted is not read any more. */
    record ReadFields(TaskId task, String connector, SortedMap<String, Object> fields, Instant at)
            implements TaskCommand {}

    /** Changes nothing: lets a write of many things honour what its caller saw of this one, deleted or not. */
    record RequireVersion(TaskId task, long expectedVersion, Instant at) implements TaskCommand {}

    /** Changes nothing: what is done with the task beside it needs it to be open. */
    record RequireOpen(TaskId task, @Nullable Long expectedVersion, Instant at) implements TaskCommand {}
}
