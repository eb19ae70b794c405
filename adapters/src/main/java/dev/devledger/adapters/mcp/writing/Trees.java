package dev.devledger.adapters.mcp.writing;

import dev.devledger.application.tree.Holding;
import dev.devledger.application.tree.TaskTree;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tasks of one call that may be below each other. */
final class Trees {
    private Trees() {}

    static TaskTree.Node node(Holding.Held held, String key) {
        return Objects.requireNonNull(held.tasks().get(key), key);
    }

    /** In an order in which a parent comes before what is below it, whatever order they were named in. */
    static List<String> parentsFirst(List<String> keys, Holding.Held held) {
        return keys.stream()
                .sorted(Comparator.comparingInt(
                        key -> node(held, key).ancestors().size()))
                .toList();
    }
}
