package dev.devledger.domain.task;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The rules of a task. A command that changes nothing gives no event and no error. */
public final class TaskDecider implements Decider<TaskCommand, Task, TaskEvent> {

    @Override
    public Task initial() {
        return new Task.Unknown();
    }

    @Override
    public List<TaskEvent> decide(TaskCommand command, Task state) {
        return switch (command) {
            case TaskCommand.Create create -> create(create, state);
            case TaskCommand.Edit edit -> {
                Task.Present task = state.present();
                yield edit(edit, TaskDetails.KIND.edited(task.details(), edit.edit()), edit.expectedVersion(), task);
            }
            case TaskCommand.AddDependency add -> {
                Task.Present task = state.present();
                Dependencies more = task.details().dependencies().with(add.type(), add.other());
                yield edit(add, task.details().with(more), add.expectedVersion(), task);
            }
            case TaskCommand.RemoveDependency remove -> {
                Task.Present task = state.present();
                Dependencies fewer = task.details().dependencies().without(remove.type(), remove.other());
                yield edit(remove, task.details().with(fewer), remove.expectedVersion(), task);
            }
            case TaskCommand.ChangeStatus change -> changeStatus(change, state.present());
            case TaskCommand.Move move -> move(move, state.present());
            case TaskCommand.MoveWithParent follow -> follow(follow, state.present());
            case TaskCommand.AddNote add -> addNote(add, state.present());
            case TaskCommand.RetractNote retract -> retractNote(retract, state.present());
            case TaskCommand.RestoreNote restore -> restoreNote(restore, state.present());
            case TaskCommand.Delete delete -> delete(delete, state);
            case TaskCommand.Restore restore -> restore(restore, state);
            case TaskCommand.RecordServiceFields read -> readFields(read, state);
            case TaskCommand.RequireVersion require -> {
                Versions.require(require.expectedVersion(), state.last().version());
                yield List.of();
            }
            case TaskCommand.RequireOpen require -> {
                Versions.require(require.expectedVersion(), state.present().version());
                requireOpen(state.present().status());
                yield List.of();
            }
        };
    }

    private static void requireOpen(TaskStatus status) {
        if (status != TaskStatus.OPEN) {
            throw Rejection.of(
                    Code.CONFLICT_STATE,
                    "This task is " + status.name().toLowerCase(Locale.ROOT) + ". Reopen it first.");
        }
    }

    private List<TaskEvent> create(TaskCommand.Create create, Task state) {
        if (!(state instanceof Task.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This task already exists.");
        }
        requireRoom(create.to(), 1);
        rejectIfAny(create.details(), create.task());
        return List.of(
                new TaskEvent.Created(create.task(), create.key(), create.to().place(), create.details(), create.at()));
    }

    private static List<TaskEvent> edit(
            TaskCommand command, TaskDetails wanted, @Nullable Long expectedVersion, Task.Present task) {
        Versions.require(expectedVersion, task.version());
        if (wanted.equals(task.details())) {
            return List.of();
        }
        rejectIfAny(wanted, command.task());
        return List.of(
                new TaskEvent.Edited(command.task(), TaskDetails.KIND.between(task.details(), wanted), command.at()));
    }

    private static void rejectIfAny(TaskDetails details, TaskId task) {
        details.violations().rejectIfAny();
        details.dependencies().violations(task).rejectIfAny();
    }

    private List<TaskEvent> changeStatus(TaskCommand.ChangeStatus change, Task.Present task) {
        Versions.require(change.expectedVersion(), task.version());
        new Violations().reason(change.reason()).rejectIfAny();
        if (change.to() == task.status()) {
            return List.of();
        }
        return List.of(
                new TaskEvent.StatusChanged(change.task(), new Change<>(task.status(), change.to()), change.at()));
    }

    private List<TaskEvent> move(TaskCommand.Move move, Task.Present task) {
        Versions.require(move.expectedVersion(), task.version());
        Destination.@Nullable Parent parent = move.to().parent();
        if (parent != null
                && (parent.task().equals(move.task()) || parent.ancestors().contains(move.task()))) {
            throw Rejection.invalid("parent", "is the task itself or one of its subtasks; choose another task");
        }
        requireRoom(move.to(), move.levels());
        return place(move.task(), move.to().place(), task, move.at());
    }

    private List<TaskEvent> follow(TaskCommand.MoveWithParent follow, Task.Present task) {
        Versions.require(follow.expectedVersion(), task.version());
        return place(follow.task(), follow.to(), task, follow.at());
    }

    private static List<TaskEvent> place(TaskId id, Place to, Task.Present task, Instant at) {
        return to.equals(task.place())
                ? List.of()
                : List.of(new TaskEvent.Moved(id, new Change<>(task.place(), to), at));
    }

    private List<TaskEvent> addNote(TaskCommand.AddNote add, Task.Present task) {
        Versions.require(add.expectedVersion(), task.version());
        new Violations().note("text", add.text()).rejectIfAny();
        return List.of(new TaskEvent.NoteAdded(add.task(), add.note(), add.text(), add.at(), add.origin()));
    }

    private List<TaskEvent> retractNote(TaskCommand.RetractNote retract, Task.Present task) {
        Versions.require(retract.expectedVersion(), task.version());
        return task.retracted().contains(retract.note())
                ? List.of()
                : List.of(new TaskEvent.NoteRetracted(retract.task(), retract.note(), retract.text(), retract.at()));
    }

    private List<TaskEvent> restoreNote(TaskCommand.RestoreNote restore, Task.Present task) {
        Versions.require(restore.expectedVersion(), task.version());
        return task.retracted().contains(restore.note())
                ? List.of(new TaskEvent.NoteRestored(restore.task(), restore.note(), restore.text(), restore.at()))
                : List.of();
    }

    private List<TaskEvent> delete(TaskCommand.Delete delete, Task state) {
        Versions.require(delete.expectedVersion(), state.last().version());
        return state instanceof Task.Deleted
                ? List.of()
                : List.of(new TaskEvent.Deleted(delete.task(), delete.with(), delete.at()));
    }

    private List<TaskEvent> restore(TaskCommand.Restore restore, Task state) {
        Versions.require(restore.expectedVersion(), state.last().version());
        if (!(state instanceof Task.Deleted)) {
            return List.of();
        }
        requireRoom(restore.to(), restore.levels());
        return List.of(new TaskEvent.Restored(restore.task(), restore.at()));
    }

    private List<TaskEvent> readFields(TaskCommand.RecordServiceFields read, Task state) {
        SortedMap<String, Change<Object>> changes = state.last().fields().changes(read.connector(), read.fields());
        return state instanceof Task.Deleted || changes.isEmpty()
                ? List.of()
                : List.of(new TaskEvent.FieldsRead(read.task(), read.connector(), changes, read.at()));
    }

    /** Rejects a place without room: its project or parent is deleted, or the tree would grow too deep. */
    private static void requireRoom(Destination to, int levels) {
        if (to.projectDeleted()) {
            throw Rejection.of(Code.CONFLICT_STATE, "The task's project is deleted. Restore the project first.");
        }
        Destination.@Nullable Parent parent = to.parent();
        if (parent != null && parent.deleted()) {
            throw Rejection.of(Code.CONFLICT_STATE, "The parent task is deleted. Restore it first.");
        }
        if (parent != null && !parent.project().equals(to.project())) {
            throw Rejection.invalid(
                    "parent", "is in another project; a task and its parent must be in the same project");
        }
        if (to.parentLevel() + levels > Violations.LEVELS) {
            throw Rejection.invalid(
                    "parent",
                    "would make more than " + Violations.LEVELS + " levels of tasks; choose a parent at a"
                            + " higher level");
        }
    }

    @Override
    public Task evolve(Task state, TaskEvent event) {
        return switch (event) {
            case TaskEvent.Created e -> new Task.Present(TaskStatus.OPEN, e.place(), e.details(), Set.of(), 1);
            case TaskEvent.Edited e -> state.now(state.last().edited(e.changes()));
            case TaskEvent.StatusChanged e -> state.now(state.last().changed(e.status()));
            case TaskEvent.Moved e -> state.now(state.last().moved(e.place()));
            case TaskEvent.FieldsRead e -> state.now(state.last().read(e));
            case TaskEvent.NoteAdded e -> state.now(state.last().next());
            case TaskEvent.NoteRetracted e -> state.now(state.last().noted(e.note(), false));
            case TaskEvent.NoteRestored e -> state.now(state.last().noted(e.note(), true));
            case TaskEvent.Deleted e -> new Task.Deleted(state.last().next());
            case TaskEvent.Restored e -> state.last().next();
        };
    }
}
