package dev.devledger.application.task;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tags to add and to remove. Upper and lower case are the same, and a tag that is there keeps its letters. */
public record TagChange(List<String> added, List<String> removed) {
    public static final TagChange NONE = new TagChange(List.of(), List.of());

    public boolean isNone() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** Returns an added tag that is also removed. */
    public Optional<String> contradiction() {
        return added.stream().filter(tag -> has(removed, tag)).findFirst();
    }

    /** Returns the tags after the change. */
    public SortedSet<String> of(Collection<String> now) {
        TreeSet<String> tags = new TreeSet<>(now);
        tags.removeIf(tag -> has(removed, tag));
        added.stream().filter(tag -> !has(tags, tag)).forEach(tags::add);
        return tags;
    }

    private static boolean has(Collection<String> tags, String tag) {
        return tags.stream().anyMatch(each -> lower(each).equals(lower(tag)));
    }

    private static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
