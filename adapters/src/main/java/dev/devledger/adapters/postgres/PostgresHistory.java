package dev.devledger.adapters.postgres;

import dev.devledger.application.history.History;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.history.HistoryEntry;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

final class PostgresHistory implements History {

    private final DataSource database;
    private final RowWrites writes;
    private final JsonMapper json;
    private final ManyRows<HistoryEntry> many;

    PostgresHistory(DataSource database, JsonMapper json) {
        this.database = database;
        this.writes = new RowWrites(database);
        this.json = json;
        this.many = new ManyRows<HistoryEntry>("history", "position")
                .column("position", HistoryEntry::position)
                .column("at", HistoryEntry::at)
                .column("entity_type", HistoryEntry::entityType)
                .column("entity_id", HistoryEntry::entity)
                .column("event", HistoryEntry::event)
                .text("summary", HistoryEntry::summary)
                .json("changes", entry -> json.writeValueAsString(entry.changes()))
                .column("sync", HistoryEntry::sync)
                .text("reason", HistoryEntry::reason)
                .text("actor", HistoryEntry::actor)
                .text("channel", HistoryEntry::channel)
                .text("client", HistoryEntry::client)
                .text("tool", HistoryEntry::tool)
                .text("request_id", HistoryEntry::requestId)
                .column("change_set", HistoryEntry::changeSet);
    }

    @Override
    public void add(List<HistoryEntry> entries) {
        if (entries.size() >= Projection.MANY) {
            many.add(database, entries);
        } else {
            writes.inOne(() -> entries.forEach(entry -> columns(entry).put(writes, "history", "position")));
        }
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
