package dev.devledger.application.task;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the dependencies of tasks: what blocks a task, and what it is related to. */
public interface DependencyGraph {
    /** A graph without any dependency. */
    DependencyGraph NONE = new DependencyGraph() {
        @Override
        public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks) {
            return Map.of();
        }

        @Override
        public List<TaskId> relatedTo(TaskId task) {
            return List.of();
        }

        @Override
        public List<TaskId> waitingFor(Collection<TaskId> tasks) {
            return List.of();
        }
    };

    /**
     * Returns these tasks, their waiting subtasks, and all direct and indirect blockers of both, including changes of
     * the current transaction, without deleted tasks. No other write adds blockers until the transaction ends.
     */
    Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks);

    /** Returns the task's blockers that the caller may not see, without deleted tasks. */
    default Set<TaskId> unseenBlockers(TaskId task) {
        return Set.of();
    }

    /** Returns the related tasks that are stored with this task itself, deleted ones too. */
    default Set<TaskId> related(TaskId task) {
        return Set.of();
    }

    /** Returns the related tasks that the caller may not see. */
    default Set<TaskId> unseenRelated(TaskId task) {
        return Set.of();
    }

    /** Returns the tasks that store a relation to this one, deleted ones too. */
    List<TaskId> relatedTo(TaskId task);

    /** Returns the tasks that are blocked by at least one of these tasks, without deleted tasks. */
    List<TaskId> waitingFor(Collection<TaskId> tasks);

    /** Refuses a change set whose tasks would wait for each other. */
    record DependencyCycles(DependencyGraph graph) {
        /** Checks these tasks once the whole change set is stored, so that only its final state counts. */
        public void refuse(ChangeSet changes, Collection<TaskId> changed) {
            if (!changed.isEmpty()) {
                changes.whenStored(() -> refuse(WaitingTask.circle(changed, graph.reachedFrom(changed))));
            }
        }

        private static void refuse(List<TaskKey> circle) {
            if (!circle.isEmpty()) {
                List<String> path = circle.stream().map(TaskKey::toString).toList();
                throw Rejection.of(
                                Rejection.Code.DEPENDENCY_CYCLE,
                                "Then these would wait for each other: "
                                        + path.stream().collect(Collectors.joining(" → "))
                                        + ", where each waits for the next or is below it. Take one of these dependencies away first.")
                        .with("path", path);
            }
        }
    }

    /** Finds the tasks that a request names as dependencies, by their ids or keys. */
    record DependencyRefs(TaskTree tree) {
        /** Finds all these tasks; errors name the place in the request, such as {@code blockedBy[2]}. */
        public SortedSet<TaskId> all(String field, List<String> idsOrKeys) {
            new Violations().dependencies(field, idsOrKeys).rejectIfAny();
            Violations wrong = new Violations();
            SortedSet<TaskId> found = new TreeSet<>();
            for (int i = 0; i < idsOrKeys.size(); i++) {
                String place = field + "[" + i + "]";
                String idOrKey = idsOrKeys.get(i);
                tree.find(idOrKey.strip())
                        .filter(each -> allowed(each, idOrKey, place, wrong))
                        .ifPresentOrElse(each -> found.add(each.task()), () -> unknown(idOrKey, place, wrong));
            }
            wrong.rejectIfAny();
            return found;
        }

        public TaskId one(String field, String idOrKey) {
            Violations wrong = new Violations();
            Optional<TaskTree.Node> found =
                    tree.find(idOrKey.strip()).filter(each -> allowed(each, idOrKey, field, wrong));
            if (found.isEmpty()) {
                unknown(idOrKey, field, wrong);
            }
            wrong.rejectIfAny();
            return found.orElseThrow().task();
        }

        private static boolean allowed(TaskTree.Node task, String idOrKey, String place, Violations wrong) {
            if (task.deleted()) {
                wrong.add(place, "is " + idOrKey + ", which is deleted; restore it first, or leave it out");
            }
            return !task.deleted();
        }

        private static void unknown(String idOrKey, String place, Violations wrong) {
            if (wrong.found().stream().noneMatch(each -> each.field().equals(place))) {
                wrong.add(
                        place,
                        "is " + idOrKey + ", and there is no such task; the id or the key of a task is expected");
            }
        }
    }

    /**
     * Adds or removes one dependency. Each command is decided on the current task, so that of two concurrent writes none is
     * lost. A relation is stored with the task that it was added to, and shown with both tasks.
     */
    record TaskDependencies(TaskTree tree, DependencyRefs refs, DependencyGraph graph) {
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
                        changes.send(new TaskCommand.RemoveDependency(
                                saying, DependencyType.RELATED, task, null, changes.at()));
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
}
