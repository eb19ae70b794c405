package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.application.entity.TaskTree.Below;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of some tasks are below which: what a database that walks from each to its parent may take a look at all for. */
final class TaskLevels {

    record Found(TaskId task, @Nullable TaskId parent, long key) {}

    private TaskLevels() {}

    /** Those whose parent is not among them are at level 1; level after level, and each in the order of the keys. */
    static List<Below> of(List<Found> tasks) {
        Set<TaskId> among = new HashSet<>();
        tasks.forEach(each -> among.add(each.task()));
        List<Found> level = new ArrayList<>();
        Map<TaskId, List<Found>> children = new HashMap<>();
        for (Found each : tasks) {
            if (each.parent() == null || !among.contains(each.parent())) {
                level.add(each);
            } else {
                children.computeIfAbsent(each.parent(), none -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Below> sorted = new ArrayList<>(tasks.size());
        for (int number = 1; !level.isEmpty(); number++) {
            level.sort(Comparator.comparingLong(Found::key));
            List<Found> next = new ArrayList<>();
            for (Found each : level) {
                sorted.add(new Below(each.task(), number, each.parent()));
                next.addAll(children.getOrDefault(each.task(), List.of()));
            }
            level = next;
        }
        return sorted;
    }
}
