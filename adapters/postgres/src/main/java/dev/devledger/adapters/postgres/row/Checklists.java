package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.domain.shared.ChecklistItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Checklists as JSON. Most tasks have none. */
public final class Checklists {
    private static final String NONE = "[]";

    private final JsonMapper json;
    private final ObjectReader reader;

    public Checklists(JsonMapper json) {
        this.json = json;
        this.reader = json.readerFor(new TypeReference<List<ChecklistItem>>() {});
    }

    public List<ChecklistItem> get(ResultSet row) throws SQLException {
        String stored = row.getString("checklist");
        return stored.equals(NONE) ? List.of() : reader.readValue(stored);
    }

    RowWrite.Json column(List<ChecklistItem> items) {
        return new RowWrite.Json(Texts.storableJson(json(items)));
    }

    public String json(List<ChecklistItem> items) {
        return items.isEmpty() ? NONE : json.writeValueAsString(items);
    }
}
