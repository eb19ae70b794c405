package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of a task. A write replaces the whole list (docs/ticktick.md, section 7), so each kept item goes with its
 * id and with what we do not map: its own date, its zone.
 */
final class ChecklistItems {
    /** Room between two items, so that the app can put one in between without renumbering. */
    private static final long STEP = 1L << 20;

    private static final Set<String> MAPPED = Set.of("id", "title", "status", "sortOrder");

    private ChecklistItems() {}

    static List<Item> read(@Nullable List<@Nullable ObjectNode> items) {
        if (items == null) {
            return List.of();
        }
        List<ObjectNode> ordered = new ArrayList<>();
        for (ObjectNode item : items) {
            if (item != null) {
                ordered.add(item);
            }
        }
        if (ordered.stream().allMatch(item -> item.path("sortOrder").isNumber())) {
            ordered.sort(Comparator.comparingLong(item -> item.path("sortOrder").asLong(0)));
        }
        return ordered.stream().map(ChecklistItems::item).toList();
    }

    /** Whether each says what it is, and whether it is done. */
    static boolean areShown(@Nullable List<@Nullable ObjectNode> items) {
        return items == null
                || items.stream()
                        .filter(Objects::nonNull)
                        .allMatch(item -> item.hasNonNull("title") && item.hasNonNull("status"));
    }

    private static Item item(ObjectNode item) {
        boolean done = item.path("status").asInt(0) != 0; // 0 and 1 here, unlike a task's 0 and 2
        ObjectNode rest = item.deepCopy().without(MAPPED);
        return new Item(item.path("id").asString(""), item.path("title").asString(""), done, rest.toString());
    }

    static ArrayNode write(List<Check> wanted, List<Item> present) {
        ArrayNode items = Wire.JSON.createArrayNode();
        List<@Nullable Item> kept = match(wanted, present);
        for (int i = 0; i < wanted.size(); i++) {
            items.add(item(wanted.get(i), kept.get(i), i * STEP));
        }
        return items;
    }

    private static ObjectNode item(Check check, @Nullable Item kept, long order) {
        ObjectNode item = Wire.JSON.createObjectNode();
        if (kept != null) {
            item.setAll(unmapped(kept, check));
            if (!kept.id().isEmpty()) {
                item.put("id", kept.id());
            }
        }
        return item.put("title", check.title())
                .put("status", check.done() ? 1 : 0)
                .put("sortOrder", order);
    }

    private static ObjectNode unmapped(Item kept, Check check) {
        if (kept.unmapped().isEmpty()) {
            return Wire.JSON.createObjectNode();
        }
        JsonNode rest = Wire.JSON.readTree(kept.unmapped());
        ObjectNode fields = rest instanceof ObjectNode object ? object : Wire.JSON.createObjectNode();
        return kept.done() == check.done() ? fields : fields.without("completedTime"); // the tick it told of is gone
    }

    /**
     * For each wanted item the present one that it is: of the same id, else of the same title, else, where nobody has told
     * which it is, left over at the same position.
     */
    private static List<@Nullable Item> match(List<Check> wanted, List<Item> present) {
        List<@Nullable Item> left = new ArrayList<>(present);
        List<@Nullable Item> kept = new ArrayList<>();
        for (Check check : wanted) {
            kept.add(take(left, item -> item.id().equals(check.remoteId())));
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (kept.get(i) == null) {
                String title = wanted.get(i).title();
                kept.set(i, take(left, item -> item.title().equals(title)));
            }
        }
        for (int i = 0; i < Math.min(wanted.size(), left.size()); i++) {
            if (kept.get(i) == null && wanted.get(i).ledgerId() == null) {
                kept.set(i, left.set(i, null));
            }
        }
        return kept;
    }

    private static @Nullable Item take(List<@Nullable Item> left, Predicate<Item> wanted) {
        for (int i = 0; i < left.size(); i++) {
            Item item = left.get(i);
            if (item != null && wanted.test(item)) {
                return left.set(i, null);
            }
        }
        return null;
    }
}
