package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The checklist of a card while a person works on it. */
record CardItems(List<ObjectNode> items) {
    static CardItems of(Card card) {
        return new CardItems(
                card.items().stream().map(item -> (ObjectNode) item.deepCopy()).toList());
    }

    CardItems with(String title) {
        return new CardItems(
                Stream.concat(items.stream(), Stream.of(Json.object().put("title", title)))
                        .toList());
    }

    CardItems without(String id) {
        return new CardItems(items.stream().filter(item -> !has(id, item)).toList());
    }

    CardItems renamed(String id, String title) {
        return each(id, item -> item.put("title", title.strip()));
    }

    CardItems ticked(String id) {
        return each(id, item -> item.put("status", item.path("status").intValue() == 0 ? 1 : 0));
    }

    private CardItems each(String id, Function<ObjectNode, ObjectNode> change) {
        return new CardItems(items.stream()
                .map(item -> has(id, item) ? change.apply(item) : item)
                .toList());
    }

    private static boolean has(String id, ObjectNode item) {
        return item.path("id").asString("").equals(id);
    }

    /** With the first item a text becomes a checklist, and with the last a text again; the note has another name then. */
    ObjectNode change(Card card) {
        ObjectNode change = Json.object();
        boolean wasChecklist = card.noteField().equals("desc");
        if (!items.isEmpty() && !wasChecklist)
            change.put("kind", "CHECKLIST").put("desc", card.note()).put("content", "");
        if (items.isEmpty() && wasChecklist)
            change.put("kind", "TEXT").put("content", card.note()).put("desc", "");
        change.putArray("items").addAll(items);
        return change;
    }
}
