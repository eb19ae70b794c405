package dev.devledger.adapters.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What two lists are together: what either side has added, without what either has taken away. */
record MergedItems(Collection<?> base, Collection<?> local, Collection<?> remote) {

    static MergedItems of(@Nullable Object base, @Nullable Object local, @Nullable Object remote) {
        return new MergedItems(list(base), list(local), list(remote));
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> items ? items : List.of();
    }

    private List<?> items() {
        return Stream.concat(local.stream(), remote.stream())
                .distinct()
                .filter(item -> !base.contains(item) || (local.contains(item) && remote.contains(item)))
                .toList();
    }

    /** One on each line; what can be ticked begins with a box. */
    String text() {
        return items().stream().map(MergedItems::line).collect(Collectors.joining("\n"));
    }

    private static String line(Object item) {
        return item instanceof Map<?, ?> check && check.get("title") instanceof String title
                ? (Boolean.TRUE.equals(check.get("done")) ? "[x] " : "[ ] ") + title
                : item.toString();
    }
}
