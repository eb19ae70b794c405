package dev.devledger.application.task;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds or removes one dependency. Each command is decided on the current task, so that of two concurrent writes none is
 * lost. A relation is stored with the task that it was added to, and shown with both tasks.
 */
public record TaskDependencies(TaskTree tree, DependencyRefs refs, DependencyGraph graph) {
    private static final String OTHER = "task";

    /** Adds a dependency; {@code other} is the blocker, the related task, or the source of the discovery. */
    public TaskId add(
            ChangeSet changes, String idOrKey, DependencyType type, String other, @Nullable Long expectedVersion) {
        TaskId task = identify(idOrKey);
        TaskId found = refs.one(OTHER, other);
        if (type != DependencyType.RELATED || !graph.relatedTo(task).contains(found)) {
            changes.send(new TaskCommand.AddDependency(task, type, found, expectedVersion, changes.at()));
        } else if (expectedVersion != null) {
            changes.send(new TaskCommand.RequireVersion(task, expectedVersion, changes.at()));
        }
        if (type == DependencyType.BLOCKS) {
            new DependencyCycles(graph).refuse(changes, List.of(task));
        }
        return task;
    }

    /** Removes a dependency; a dependency that does not exist is no error. */
    public TaskId remove(
            ChangeSet changes, String idOrKey, DependencyType type, String other, @Nullable Long expectedVersion) {
        return remove(changes, idOrKey, type, other, expectedVersion, along -> {});
    }

    /**
     * Removes a dependency in the same way; {@code along} gets the other task, if that task stored the relation, once
     * its command is sent.
     */
    public TaskId remove(
            ChangeSet changes,
            String idOrKey,
            DependencyType type,
            String other,
            @Nullable Long expectedVersion,
            Consumer<List<TaskId>> along) {
        TaskId task = identify(idOrKey);
        TaskId found = tree.identify(other.strip()).orElseGet(() -> refs.one(OTHER, other));
        changes.send(new TaskCommand.RemoveDependency(task, type, found, expectedVersion, changes.at()));
        if (type == DependencyType.RELATED && graph.relatedTo(task).contains(found)) {
            changes.send(new TaskCommand.RemoveDependency(found, type, task, null, changes.at()));
            along.accept(List.of(found));
        }
        return task;
    }

    private TaskId identify(String idOrKey) {
        return tree.identify(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
    }

    /**
     * Replaces a task's relations. A relation is stored with the task that it was added to, and shown with both tasks.
     */
    public record RelatedTasks(DependencyGraph graph) {
        /**
         * Replaces the list of all related tasks, as callers see it: a relation that another task stores is kept if
         * that task is in the new list, and removed if not.
         *
         * @param along gets the other tasks that lost a relation, once their commands are sent
         * @return the edit of the task itself
         */
        public Patch<TaskDetails> replaced(
                ChangeSet changes, TaskId task, Patch<TaskDetails> edit, Consumer<List<TaskId>> along) {
            if (!edit.has(TaskDetails.RELATED)) {
                return edit;
            }
            SortedSet<TaskId> wanted = edit.value(TaskDetails.RELATED);
            SortedSet<TaskId> own = new TreeSet<>(wanted == null ? List.of() : wanted);
            List<TaskId> written = new ArrayList<>();
            for (TaskId saying : graph.relatedTo(task)) {
                if (!own.remove(saying)) {
                    changes.send(
                            new TaskCommand.RemoveDependency(saying, DependencyType.RELATED, task, null, changes.at()));
                    written.add(saying);
                }
            }
            along.accept(written);
            return edit.set(TaskDetails.RELATED, own);
        }
    }

    /** Keeps the dependencies that the caller may not see when the caller replaces the whole list. */
    public record HiddenDependencies(DependencyGraph graph) {
        public Patch<TaskDetails> kept(TaskId task, Patch<TaskDetails> edit) {
            Patch<TaskDetails> kept = edit;
            if (edit.has(TaskDetails.BLOCKED_BY)) {
                Set<TaskId> unseen = graph.unseenBlockers(task);
                kept = unseen.isEmpty()
                        ? kept
                        : kept.set(TaskDetails.BLOCKED_BY, with(unseen, edit.get(TaskDetails.BLOCKED_BY)));
            }
            if (edit.has(TaskDetails.RELATED)) {
                Set<TaskId> unseen = graph.unseenRelated(task);
                kept = unseen.isEmpty()
                        ? kept
                        : kept.set(TaskDetails.RELATED, with(unseen, edit.get(TaskDetails.RELATED)));
            }
            return kept;
        }

        private static SortedSet<TaskId> with(Set<TaskId> unseen, @Nullable SetTo<SortedSet<TaskId>> wanted) {
            SortedSet<TaskId> all = new TreeSet<>(unseen);
            all.addAll(SetTo.orElse(wanted, new TreeSet<>(), new TreeSet<>()));
            return all;
        }
    }
}
