package dev.devledger.domain.task;

import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task's relations to other tasks, of any project.
 *
 * @param blockedBy the tasks that must be done before this one
 * @param related the tasks worth a look; a relation is stored on one task and holds for both
 * @param discoveredFrom the task during whose work this one was found
 */
public record Dependencies(
        SortedSet<TaskId> blockedBy,
        SortedSet<TaskId> related,
        @Nullable TaskId discoveredFrom) {
    private static final String ITSELF = "is the task itself; other tasks are allowed";

    public static final Dependencies NONE =
            new Dependencies(Collections.emptySortedSet(), Collections.emptySortedSet(), null);

    /** Tasks stored before dependencies existed have none of them. */
    public Dependencies {
        blockedBy = sorted(blockedBy);
        related = sorted(related);
    }

    private static SortedSet<TaskId> sorted(@Nullable SortedSet<TaskId> tasks) {
        return tasks == null || tasks.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(tasks));
    }

    Dependencies with(DependencyType type, TaskId other) {
        return switch (type) {
            case BLOCKS -> new Dependencies(with(blockedBy, other), related, discoveredFrom);
            case RELATED -> new Dependencies(blockedBy, with(related, other), discoveredFrom);
            case DISCOVERED_FROM -> new Dependencies(blockedBy, related, other);
        };
    }

    Dependencies without(DependencyType type, TaskId other) {
        return switch (type) {
            case BLOCKS -> new Dependencies(without(blockedBy, other), related, discoveredFrom);
            case RELATED -> new Dependencies(blockedBy, without(related, other), discoveredFrom);
            case DISCOVERED_FROM ->
                new Dependencies(blockedBy, related, other.equals(discoveredFrom) ? null : discoveredFrom);
        };
    }

    private static SortedSet<TaskId> with(SortedSet<TaskId> tasks, TaskId other) {
        SortedSet<TaskId> more = new TreeSet<>(tasks);
        more.add(other);
        return more;
    }

    private static SortedSet<TaskId> without(SortedSet<TaskId> tasks, TaskId other) {
        SortedSet<TaskId> fewer = new TreeSet<>(tasks);
        fewer.remove(other);
        return fewer;
    }

    /** Reports a task that relates to itself. */
    Violations violations(TaskId of) {
        Violations violations = new Violations();
        if (blockedBy.contains(of)) {
            violations.add("blockedBy", ITSELF);
        }
        if (related.contains(of)) {
            violations.add("related", ITSELF);
        }
        return of.equals(discoveredFrom) ? violations.add("discoveredFrom", ITSELF) : violations;
    }

    /** The way in which a task depends on another. */
    public enum DependencyType {
        /** The other task must be done before this one. */
        BLOCKS,
        RELATED,
        /** This task was found during work on the other one. */
        DISCOVERED_FROM
    }

    /**
     * A task with its blockers and its parent.
     *
     * @param parent the parent task, null at the top
     */
    public record WaitingTask(
            TaskId task, TaskKey key, @Nullable TaskId parent, Set<TaskId> blockedBy) {

        private Stream<TaskId> next() {
            return Stream.concat(blockedBy.stream().sorted(), Stream.ofNullable(parent));
        }

        /**
         * Returns the keys of the shortest circle through one of the tasks {@code through}, which is its first and last
         * task; empty if there is none. A task that waits for one of its ancestors forms a circle with it, as a task is
         * done after all its subtasks. The tasks between the two belong to the circle too, because moving them moves
         * the waiting task along.
         *
         * @param tasks all tasks reachable from {@code through}, and from waiting tasks below them
         */
        public static List<TaskKey> circle(Collection<TaskId> through, Map<TaskId, WaitingTask> tasks) {
            Set<TaskId> changed = Set.copyOf(through);
            return Stream.concat(
                            tasks.values().stream()
                                    .sorted(Comparator.comparing(WaitingTask::task))
                                    .map(each -> withOneAbove(each, changed, tasks)),
                            through.stream().filter(tasks::containsKey).map(each -> wayBack(each, tasks)))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        /**
         * Returns the circle of a task that waits for one of its ancestors, if {@code through} has the task or one
         * between the two.
         */
        private static List<TaskKey> withOneAbove(
                WaitingTask waiting, Set<TaskId> through, Map<TaskId, WaitingTask> tasks) {
            boolean passed = through.contains(waiting.task());
            for (WaitingTask above = above(waiting, tasks); above != null; above = above(above, tasks)) {
                if (passed && waiting.blockedBy().contains(above.task())) {
                    return List.of(waiting.key(), above.key(), waiting.key());
                }
                passed = passed || through.contains(above.task());
            }
            return List.of();
        }

        private static @Nullable WaitingTask above(WaitingTask task, Map<TaskId, WaitingTask> tasks) {
            return task.parent() == null ? null : tasks.get(task.parent());
        }

        private static List<TaskKey> wayBack(TaskId through, Map<TaskId, WaitingTask> tasks) {
            WaitingTask first = Objects.requireNonNull(tasks.get(through));
            Map<TaskId, WaitingTask> cameFrom = new HashMap<>();
            Deque<WaitingTask> open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                WaitingTask task = open.remove();
                for (TaskId next : task.next().toList()) {
                    if (next.equals(first.task())) {
                        return keys(first, task, cameFrom);
                    }
                    if (tasks.containsKey(next) && cameFrom.putIfAbsent(next, task) == null) {
                        open.add(tasks.get(next));
                    }
                }
            }
            return List.of();
        }

        private static List<TaskKey> keys(WaitingTask first, WaitingTask last, Map<TaskId, WaitingTask> cameFrom) {
            List<TaskKey> keys = new ArrayList<>(List.of(first.key()));
            for (WaitingTask each = last;
                    !each.equals(first);
                    each = Objects.requireNonNull(cameFrom.get(each.task()))) {
                keys.add(each.key());
            }
            keys.add(first.key());
            Collections.reverse(keys);
            return keys;
        }
    }
}
