package dev.devledger.domain.history;

import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.FieldChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change of a checklist told item by item: such as {@code Changed the checklist: added "Test", ticked off "Build".} */
final class ChecklistNarration {
    /** Of more than these the number is told; the changes have them all. */
    private static final int NAMED = 3;

    private ChecklistNarration() {}

    static String of(FieldChange change) {
        Map<UUID, ChecklistItem> before = items(change.from());
        Map<UUID, ChecklistItem> after = items(change.to());
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> done = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        for (ChecklistItem item : after.values()) {
            ChecklistItem was = before.get(item.id());
            if (was == null) {
                added.add(quoted(item));
                continue;
            }
            if (!was.title().equals(item.title())) {
                renamed.add(quoted(was) + " to " + quoted(item));
            }
            if (was.done() != item.done()) {
                (item.done() ? done : undone).add(quoted(item));
            }
        }
        before.values().stream()
                .filter(item -> !after.containsKey(item.id()))
                .forEach(item -> removed.add(quoted(item)));
        List<String> parts = new ArrayList<>();
        part(parts, "added ", added);
        part(parts, "removed ", removed);
        part(parts, "ticked off ", done);
        part(parts, "reopened ", undone);
        part(parts, "renamed ", renamed);
        return "Changed the checklist: " + (parts.isEmpty() ? "the order" : String.join(", ", parts)) + ".";
    }

    private static void part(List<String> parts, String did, List<String> items) {
        if (items.size() > NAMED) {
            parts.add(did + items.size() + " items");
        } else if (!items.isEmpty()) {
            parts.add(did + String.join(" and ", items));
        }
    }

    private static String quoted(ChecklistItem item) {
        return FieldWords.quote(item.title());
    }

    private static Map<UUID, ChecklistItem> items(@Nullable Object value) {
        Collection<?> items = value instanceof Collection<?> list ? list : List.of();
        return items.stream()
                .map(ChecklistItem.class::cast)
                .collect(Collectors.toMap(ChecklistItem::id, item -> item, (a, b) -> b, LinkedHashMap::new));
    }
}
