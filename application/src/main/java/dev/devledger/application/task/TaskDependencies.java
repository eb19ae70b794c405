package dev.devledger.application.task;

import dev.devledger.application.dependency.Circles;
import dev.devledger.application.dependency.DependencyGraph;
import dev.devledger.application.dependency.DependencyRefs;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.task.DependencyType;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.util.List;
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
}
