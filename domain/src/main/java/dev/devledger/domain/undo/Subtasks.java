package dev.devledger.domain.undo;

import dev.devledger.domain.task.TaskId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which tasks are below which. */
final class Subtasks {
    private final Map<TaskId, Set<TaskId>> byParent = new HashMap<>();

    /** Null is the top of a project. */
    void move(TaskId task, @Nullable TaskId from, @Nullable TaskId to) {
        if (from != null) {
            of(from).remove(task);
        }
        if (to != null) {
            of(to).add(task);
        }
    }

    private Set<TaskId> of(TaskId parent) {
        return byParent.computeIfAbsent(parent, none -> new LinkedHashSet<>());
    }

    /** Parents first; what is below one that is not wanted is not looked at. */
    List<TaskId> below(Collection<TaskId> roots, Predicate<TaskId> wanted) {
        Set<TaskId> found = new LinkedHashSet<>();
        Deque<TaskId> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            for (TaskId child : byParent.getOrDefault(open.removeFirst(), Set.of())) {
                if (wanted.test(child) && found.add(child)) {
                    open.addLast(child);
                }
            }
        }
        return List.copyOf(found);
    }
}
