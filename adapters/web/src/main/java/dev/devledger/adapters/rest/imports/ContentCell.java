package dev.devledger.adapters.rest.imports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The text of a task of TickTick, or its checklist. */
final class ContentCell {
    private static final char OPEN_ITEM = '▫';
    private static final char DONE_ITEM = '▪';

    private ContentCell() {}

    /** The lines of a checklist are its items, and what else there is, is its description. */
    static void put(ObjectNode row, CsvForm.Cells cells) {
        String content = cells.get("Content");
        if (!cells.get("Is Check list").equals("Y") && !cells.get("Kind").equals("CHECKLIST")) {
            TickTickCsv.put(row, "description", content);
            return;
        }
        List<String> description = new ArrayList<>();
        ArrayNode items = row.putArray("checklist");
        content.lines().forEach(text -> {
            if (!text.isEmpty() && (text.charAt(0) == OPEN_ITEM || text.charAt(0) == DONE_ITEM)) {
                item(items, text);
            } else {
                description.add(text);
            }
        });
        TickTickCsv.put(row, "description", String.join("\n", description));
    }

    private static void item(ArrayNode items, String text) {
        String title = text.substring(1).strip();
        if (!title.isEmpty()) {
            items.addObject().put("title", title).put("done", text.charAt(0) == DONE_ITEM);
        }
    }
}
