package dev.devledger.application.task;

import dev.devledger.application.entity.NewKeys;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.entity.TaskTree.Restored;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.DependencyGraph.TaskDependencies.HiddenDependencies;
import dev.devledger.application.task.DependencyGraph.TaskDependencies.RelatedTasks;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The writes of tasks. Each method adds to a change set; an {@code idOrKey} is a task's id or key. */
public record Tasks(ProjectLocks projects, TaskTree tree, DependencyCycles circles) {
    /**
     * Returns the same writes without the check for cycles, as a change from a service is never refused. Tasks in a
     * cycle never get ready.
     */
    public Tasks unchecked() {
        return new Tasks(projects, tree, new DependencyCycles(DependencyGraph.NONE));
    }

    /**
     * Creates a task. {@code parent} is the new task's parent, null for a task at the top; {@code projectVersion} is
     * the version that the caller saw.
     */
    public TaskId create(
            ChangeSet changes,
            String project,
            @Nullable String parent,
            TaskDetails details,
            @Nullable Long projectVersion) {
        ProjectLocks.Locked home = projects.lockShared(project).orElseThrow(() -> Projects.unknown(project));
        if (projectVersion != null) {
            changes.send(new ProjectCommand.RequireVersion(home.project(), projectVersion, changes.at()));
        }
        return create(changes, home, parent, details);
    }

    /** Creates a task in a project that the caller has locked. */
    public TaskId create(ChangeSet changes, ProjectLocks.Locked home, @Nullable String parent, TaskDetails details) {
        TaskId task = createIn(changes, new Destination(home.project(), home.deleted(), parent(parent)), details)
                .task();
        circles.refuse(changes, details.dependencies().blockedBy().isEmpty() ? List.of() : List.of(task));
        return task;
    }

    /**
     * Creates a task as {@link #create} does, below a parent that may be new as well. A new task at the top blocks no
     * other task, so it is in no cycle.
     */
    public NewTask createBelow(
            ChangeSet changes, ProjectLocks.Locked home, Destination.@Nullable Parent parent, TaskDetails details) {
        NewTask made = createIn(changes, new Destination(home.project(), home.deleted(), parent), details);
        boolean waits = !details.dependencies().blockedBy().isEmpty();
        circles.refuse(changes, waits && parent != null ? List.of(made.task()) : List.of());
        return made;
    }

    private NewTask createIn(ChangeSet changes, Destination to, TaskDetails details) {
        TaskId task = new TaskId(changes.newId());
        TaskCommand.Create tried = new TaskCommand.Create(task, NewKeys.tried(task), to, details, changes.at());
        TaskCommand.Create create = NewKeys.give(changes, tried, tree);
        changes.send(create);
        return new NewTask(task, create.key());
    }

    public TaskId edit(ChangeSet changes, String idOrKey, Patch<TaskDetails> edit, @Nullable Long expectedVersion) {
        return edit(changes, idOrKey, edit, expectedVersion, along -> {});
    }

    /**
     * Edits a task in the same way; {@code along} gets the other tasks that change with it, once their commands are
     * sent.
     */
    public TaskId edit(
            ChangeSet changes,
            String idOrKey,
            Patch<TaskDetails> edit,
            @Nullable Long expectedVersion,
            Consumer<List<TaskId>> along) {
        TaskId task = identify(idOrKey);
        Patch<TaskDetails> kept = new HiddenDependencies(circles.graph()).kept(task, edit);
        Patch<TaskDetails> own = new RelatedTasks(circles.graph()).replaced(changes, task, kept, along);
        changes.send(new TaskCommand.Edit(task, own, expectedVersion, changes.at()));
        circles.refuse(changes, TaskDetails.mayBlock(edit) ? List.of(task) : List.of());
        return task;
    }

    public TaskId changeStatus(
            ChangeSet changes, String idOrKey, TaskStatus to, @Nullable String reason, @Nullable Long expectedVersion) {
        TaskId task = identify(idOrKey);
        changes.send(new TaskCommand.ChangeStatus(task, to, reason, expectedVersion, changes.at()));
        return task;
    }

    /** Adds a note and returns its id. */
    public UUID addNote(ChangeSet changes, String idOrKey, String text, @Nullable Long expectedVersion) {
        UUID note = changes.newId();
        changes.send(new TaskCommand.AddNote(identify(idOrKey), note, text, expectedVersion, changes.at()));
        return note;
    }

    /** Adds a note that was written in a service, and returns its id. */
    public UUID addNote(ChangeSet changes, TaskId task, String text, NoteOrigin origin) {
        UUID note = changes.newId();
        changes.send(new TaskCommand.AddNote(task, note, text, origin, null, changes.at()));
        return note;
    }

    /**
     * Moves a task with its subtasks. Without {@code parent} the task goes to the top of the project. Without
     * {@code project} the task stays in its project or, if a parent is given, goes to the parent's project.
     */
    public TaskId move(
            ChangeSet changes,
            String idOrKey,
            @Nullable String project,
            @Nullable String parent,
            @Nullable Long expectedVersion) {
        return move(changes, idOrKey, project, parent, expectedVersion, along -> {});
    }

    /**
     * Moves a task in the same way; {@code along} gets the subtasks if they go to another project with it, once the
     * commands are sent.
     */
    public TaskId move(
            ChangeSet changes,
            String idOrKey,
            @Nullable String project,
            @Nullable String parent,
            @Nullable Long expectedVersion,
            Consumer<List<TaskId>> along) {
        TaskTree.Node task = ownHome(idOrKey, project, parent);
        ProjectLocks.Locked target = target(task, project, parent);
        Destination to = new Destination(target.project(), target.deleted(), parent(parent));
        List<TaskTree.Descendant> below = tree.subtree(task.task());
        int levels = Math.max(1, deepest(below));
        List<Addressed> commands = new ArrayList<>();
        commands.add(new TaskCommand.Move(task.task(), to, levels, expectedVersion, changes.at()));
        boolean leaves = !to.project().equals(task.project());
        if (leaves) {
            below.stream()
                    .filter(each -> each.level() > 1)
                    .map(each -> new TaskCommand.MoveWithParent(
                            each.task(), new Place(to.project(), each.parent()), null, changes.at()))
                    .forEach(commands::add);
        }
        changes.sendAll(commands);
        along.accept(leaves ? withoutRoot(task.task(), below) : List.of());
        circles.refuse(changes, parent == null ? List.of() : List.of(task.task()));
        return task.task();
    }

    private ProjectLocks.Locked target(TaskTree.Node task, @Nullable String project, @Nullable String parent) {
        String to = project != null
                ? project
                : parent != null
                        ? node(parent).project().toString()
                        : task.project().toString();
        return projects.find(to).orElseThrow(() -> Projects.unknown(to));
    }

    /**
     * Locks the task's project and the target project, always in the same order, so that two moves never wait for each
     * other. Data read before the lock may be old, so the task is read again under the lock.
     */
    private TaskTree.Node ownHome(String idOrKey, @Nullable String project, @Nullable String parent) {
        TaskTree.Node seen = find(idOrKey);
        ProjectId target = target(seen, project, parent).project();
        Stream.of(seen.project(), target)
                .map(ProjectId::toString)
                .distinct()
                .sorted()
                .forEach(projects::lockExclusively);
        TaskTree.Node now = find(idOrKey);
        boolean still = now.project().equals(seen.project())
                && target(now, project, parent).project().equals(target);
        return still ? now : ownHome(idOrKey, project, parent);
    }

    /** Deletes a task, with its subtasks in the same change set. */
    public TaskId delete(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        return delete(changes, idOrKey, expectedVersion, along -> {});
    }

    /** Deletes a task in the same way; {@code along} gets the subtasks, once the commands are sent. */
    public TaskId delete(
            ChangeSet changes, String idOrKey, @Nullable Long expectedVersion, Consumer<List<TaskId>> along) {
        TaskTree.Node task = ownHome(idOrKey, null, null);
        return delete(changes, task, each -> each.equals(task.task()) ? expectedVersion : null, along);
    }

    /**
     * Deletes a task only if {@code seen} has the current version of the task and of each subtask; else nothing is
     * deleted.
     */
    public TaskId deleteAsSeen(ChangeSet changes, String idOrKey, Map<TaskId, Long> seen) {
        return delete(changes, ownHome(idOrKey, null, null), each -> Versions.seen(each, seen), along -> {});
    }

    private TaskId delete(
            ChangeSet changes,
            TaskTree.Node task,
            Function<TaskId, @Nullable Long> expectedVersion,
            Consumer<List<TaskId>> along) {
        List<Addressed> commands = new ArrayList<>();
        List<TaskTree.Descendant> below = tree.subtree(task.task());
        for (TaskTree.Descendant each : below) {
            boolean root = each.task().equals(task.task());
            commands.add(new TaskCommand.Delete(
                    each.task(),
                    root ? null : task.task().address(),
                    expectedVersion.apply(each.task()),
                    changes.at()));
        }
        if (task.deleted()) {
            commands.add(new TaskCommand.Delete(task.task(), null, expectedVersion.apply(task.task()), changes.at()));
        }
        changes.sendAll(commands);
        along.accept(withoutRoot(task.task(), below));
        return task.task();
    }

    /** Returns the subtasks that would be deleted with the task now, parents first. */
    public List<TaskId> goingWith(String idOrKey) {
        TaskId root = find(idOrKey).task();
        return withoutRoot(root, tree.subtree(root));
    }

    private static List<TaskId> withoutRoot(TaskId root, List<TaskTree.Descendant> below) {
        return below.stream()
                .map(TaskTree.Descendant::task)
                .filter(each -> !each.equals(root))
                .toList();
    }

    /**
     * Restores a task and the subtasks deleted with it. If the task does not fit below its old parent any more, which
     * is in another project or too deep by now, it comes back at the top of its project.
     */
    public TaskId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        Restored returned = new Restored();
        TaskId task = restore(changes, idOrKey, expectedVersion, returned);
        requireNoCircle(changes, returned);
        return task;
    }

    /**
     * Restores a task as {@link #restore} does, as one of several in the change set: tasks restored before are skipped.
     * Cycles are not checked here, but once by {@link #requireNoCircle}.
     */
    public TaskId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion, Restored returned) {
        TaskTree.Node task = ownHome(idOrKey, null, null);
        if (returned.has(task.task())) {
            return task.task();
        }
        boolean homeless = projectDeleted(task.project()) && !returned.has(task.project());
        Destination top = new Destination(task.project(), homeless, null);
        Destination before = new Destination(top.project(), homeless, parent(id(task.parent()), returned));
        List<TaskTree.Descendant> below =
                task.deleted() ? tree.deletedWith(task.task().address()) : List.of();
        int levels = 1 + deepest(below);
        boolean fits = before.takes(levels);
        List<Addressed> commands = new ArrayList<>();
        commands.add(new TaskCommand.Restore(task.task(), fits ? before : top, levels, expectedVersion, changes.at()));
        if (!fits && task.deleted()) {
            commands.add(new TaskCommand.Move(task.task(), top, levels, null, changes.at()));
        }
        returned.add(task.task());
        for (TaskTree.Descendant each : below) {
            commands.add(new TaskCommand.Restore(each.task(), top, 1, null, changes.at()));
            returned.add(each.task());
        }
        changes.sendAll(commands);
        return task.task();
    }

    /** Refuses the change set if restored tasks would wait for each other. */
    public void requireNoCircle(ChangeSet changes, Restored returned) {
        circles.refuse(changes, returned.tasks());
    }

    private boolean projectDeleted(ProjectId project) {
        return projects.find(project.toString())
                .map(ProjectLocks.Locked::deleted)
                .orElse(true);
    }

    /** Returns the number of levels of these tasks. */
    private static int deepest(List<TaskTree.Descendant> tasks) {
        return tasks.stream().mapToInt(TaskTree.Descendant::level).max().orElse(0);
    }

    private static @Nullable String id(@Nullable TaskId task) {
        return task == null ? null : task.toString();
    }

    private Destination.@Nullable Parent parent(@Nullable String idOrKey) {
        return parent(idOrKey, new Restored());
    }

    private Destination.@Nullable Parent parent(@Nullable String idOrKey, Restored returned) {
        if (idOrKey == null) {
            return null;
        }
        TaskTree.Node node = node(idOrKey);
        boolean deleted = node.deleted() && !returned.has(node.task());
        return new Destination.Parent(node.task(), node.project(), deleted, node.ancestors());
    }

    /**
     * Finds a parent: unlike the task itself, it is only a value of the request, so that a missing one makes the
     * request invalid.
     */
    private TaskTree.Node node(String parent) {
        return tree.find(parent).orElseThrow(() -> Rejection.invalid("parent", "there is no task " + parent));
    }

    private TaskId identify(String idOrKey) {
        return tree.identify(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    private TaskTree.Node find(String idOrKey) {
        return tree.find(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    public static Rejection unknown(String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, "There is no task " + idOrKey + ". GET /api/tasks lists all ids and keys.");
    }

    /**
     * A new task of the current change set. If the change set is refused, no caller ever sees the task, and its key
     * goes to another task.
     */
    public record NewTask(TaskId task, TaskKey key) {}
}
