package dev.devledger.adapters.mcp.change;

import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.TaskTree;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tasks of one call that may be below each other. */
public final class TaskOrder {
    private TaskOrder() {}

    public static TaskTree.Node node(ItemLocks.LockedItems held, String key) {
        return Objects.requireNonNull(held.tasks().get(key), key);
    }

    /** In an order in which a parent comes before what is below it, whatever order they were named in. */
    public static List<String> parentsFirst(List<String> keys, ItemLocks.LockedItems held) {
        return keys.stream()
                .sorted(Comparator.comparingInt(
                        key -> node(held, key).ancestors().size()))
                .toList();
    }
}
