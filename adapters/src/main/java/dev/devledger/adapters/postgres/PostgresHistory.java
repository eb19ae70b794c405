package dev.devledger.adapters.postgres;

import dev.devledger.application.history.History;
import dev.devledger.domain.history.HistoryEntry;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

final class PostgresHistory implements History {

    private final RowWrites rows;
    private final JsonMapper json;

    PostgresHistory(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.json = json;
    }

    @Override
    public void add(List<HistoryEntry> entries) {
        rows.inOne(() -> entries.forEach(entry -> columns(entry).put(rows, "history", "position")));
    }

    private Columns columns(HistoryEntry entry) {
        return new Columns()
                .set("position", entry.position())
                .set("at", Times.of(entry.at()))
                .set("entity_type", entry.entityType())
                .set("entity_id", entry.entity())
                .set("event", entry.event())
                .set("summary", entry.summary())
                .json("changes", json.writeValueAsString(entry.changes()))
                .set("sync", entry.sync())
                .set("reason", entry.reason())
                .set("actor", entry.actor())
                .set("channel", entry.channel())
                .set("client", entry.client())
                .set("tool", entry.tool())
                .set("request_id", entry.requestId())
                .set("change_set", entry.changeSet());
    }
}
