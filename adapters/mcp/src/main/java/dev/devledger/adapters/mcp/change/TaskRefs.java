package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tasks that the rows of a call refer to, each by a key, or as {@code #1} for the task of the first row. */
public final class TaskRefs {
    private static final String BLOCKED_BY = "blocked_by";
    private static final String RELATED = "related";
    private static final String DISCOVERED_FROM = "discovered_from";

    private final Map<String, TaskTree.Node> known;
    private final List<TaskId> made = new ArrayList<>();

    /** @param known the existing tasks by key, for all of {@link #keys} */
    public TaskRefs(Map<String, TaskTree.Node> known) {
        this.known = Map.copyOf(known);
    }

    /** Returns the keys in all rows, to look up at once. */
    public static List<String> keys(List<Arguments> rows) {
        return rows.stream()
                .flatMap(row -> Stream.of(
                                row.texts(BLOCKED_BY),
                                row.texts(RELATED),
                                Stream.ofNullable(row.text(DISCOVERED_FROM)).toList())
                        .flatMap(List::stream))
                .filter(each -> !isRow(each))
                .distinct()
                .toList();
    }

    public static boolean isRow(String ref) {
        return ref.startsWith("#");
    }

    /** Adds the task of the next row. */
    public void add(TaskId task) {
        made.add(task);
    }

    public Dependencies of(Arguments row) {
        return new Dependencies(all(row, BLOCKED_BY), all(row, RELATED), one(row, DISCOVERED_FROM));
    }

    public SortedSet<TaskId> all(Arguments row, String field) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        List<String> refs = row.texts(field);
        for (int i = 0; i < refs.size(); i++) {
            tasks.add(task(row, field + "[" + i + "]", refs.get(i)));
        }
        return tasks;
    }

    public @Nullable TaskId one(Arguments row, String field) {
        String ref = row.text(field);
        return ref == null ? null : task(row, field, ref);
    }

    private TaskId task(Arguments row, String place, String ref) {
        if (isRow(ref)) {
            return made.get(index(row, place, ref));
        }
        TaskTree.Node task = Objects.requireNonNull(known.get(ref), ref);
        if (task.deleted()) {
            throw row.wrong(place, "is %s, which is deleted. Restore it first, or leave it out.".formatted(ref));
        }
        return task.task();
    }

    /** Returns the index of the earlier row that a reference names. */
    public int index(Arguments row, String place, String ref) {
        int number = ref.length() > 4 ? 0 : Integer.parseInt(ref.substring(1));
        if (number < 1 || number > made.size()) {
            throw row.wrong(
                    place,
                    "is %s, which is no task before this one in the call. #1 is the first one."
                            .formatted(Quoted.sent(ref)));
        }
        return number - 1;
    }

    /** The order of the tasks of one call, some of which may be below others. */
    public static final class TaskOrder {
        private TaskOrder() {}

        public static TaskTree.Node node(ItemLocks.LockedItems held, String key) {
            return Objects.requireNonNull(held.tasks().get(key), key);
        }

        /** Sorts parents before the tasks below them, whatever the order of the keys. */
        public static List<String> parentsFirst(List<String> keys, ItemLocks.LockedItems held) {
            return keys.stream()
                    .sorted(Comparator.comparingInt(
                            key -> node(held, key).ancestors().size()))
                    .toList();
        }
    }
}
