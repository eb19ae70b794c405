package dev.devledger.adapters.dashboard.time;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What time is summed up for.
 *
 * @param key empty for what has none
 * @param name as others wrote it
 */
record Group(String key, String name) {

    /** @param by a word of the grouping; see {@link dev.devledger.application.time.TimeSummary.Item} */
    static Group of(String by, Map<String, @Nullable Object> group) {
        return switch (group.get(by)) {
            case null -> new Group("", "without a " + by);
            case Map<?, ?> named -> new Group(String.valueOf(named.get("key")), String.valueOf(named.get("name")));
            case Collection<?> tags ->
                tags.isEmpty()
                        ? new Group("", "without a " + by)
                        : new Group("", tags.stream().map(each -> "#" + each).collect(Collectors.joining(" ")));
            case Object word -> new Group("", word.toString());
        };
    }

    /** An option holds no element that would: what turns the direction around does so between these two, and it ends neither. */
    static String isolated(String name) {
        return '\u2068' + name.replaceAll("[\u202C\u2066-\u2069]", "") + '\u2069';
    }

    /** Where it is shown; null where nothing of its own is. */
    @Nullable
    String href() {
        if (key.startsWith("P-")) {
            return "/projects/" + key;
        }
        return key.startsWith("T-") ? "/tasks/" + key : null;
    }
}
