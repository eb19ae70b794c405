package dev.devledger.application.task;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.DependencyGraph.Circles;
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
 * One dependency more or less, decided on the task as it is then: of two at once none is lost. That tasks are related is
 * kept by the one of which it was said, and shown with both.
 */
public record TaskDependencies(TaskTree tree, DependencyRefs refs, DependencyGraph graph) {
    private static final String OTHER = "task";

    /** {@code other} is what the task then waits for, is related to, or was found from. */
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
            new Circles(graph).refuse(changes, List.of(task));
        }
        return task;
    }

    /** What is not there is no error. */
    public TaskId remove(
            ChangeSet changes, String idOrKey, DependencyType type, String other, @Nullable Long expectedVersion) {
        return remove(changes, idOrKey, type, other, expectedVersion, along -> {});
    }

    /** The same; {@code along} is told which other changes with it, once its command is sent. */
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

    /** That two tasks are related is kept by the one of which it was said, and shown with both. */
    public record RelatedTasks(DependencyGraph graph) {
        /**
         * Where the whole list of a task is replaced, as callers see it: what others say of themselves is left with these where it
         * stays, and taken from them where it does not.
         *
         * @param along is told from which it was taken, once its commands are sent
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

    /** What whoever changes a task is not shown of its dependencies stays where they replace the list of what they see. */
    public record UnseenDependencies(DependencyGraph graph) {
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
