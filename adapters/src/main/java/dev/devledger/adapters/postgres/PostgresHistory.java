package dev.devledger.adapters.postgres;

import dev.devledger.application.history.History;
import dev.devledger.domain.history.HistoryEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

final class PostgresHistory implements History {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(HistoryEntry entry) {
        new Columns()
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
                .set("change_set", entry.changeSet())
                .put(jdbc, "history", "position");
    }
}
