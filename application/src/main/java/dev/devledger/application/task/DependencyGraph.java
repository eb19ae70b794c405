package dev.devledger.application.task;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
}
