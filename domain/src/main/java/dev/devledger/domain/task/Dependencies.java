package dev.devledger.domain.task;

import dev.devledger.domain.shared.Violations;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a task has to do with others, of whatever project.
 *
 * @param blockedBy what must be done before it
 * @param related what is worth a look; said of one of the two, it holds for both
 * @param discoveredFrom what was worked on when it was found
 */
public record Dependencies(
        SortedSet<TaskId> blockedBy,
        SortedSet<TaskId> related,
        @Nullable TaskId discoveredFrom) {
    private static final String ITSELF = "is the task itself; other tasks are allowed";

    public static final Dependencies NONE =
            new Dependencies(Collections.emptySortedSet(), Collections.emptySortedSet(), null);

    /** What was stored without them has none. */
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

    /** None of a task has to do with itself. */
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
}
