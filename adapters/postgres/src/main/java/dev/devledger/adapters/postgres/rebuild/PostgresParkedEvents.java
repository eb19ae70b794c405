package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Pages.Listing;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;

public record PostgresParkedEvents(RowWrites rows) implements ParkedEvents {
    private static final String LIST = "parked";
    private static final Listing<Parked> OLDEST = new Listing<>(
            "*",
            "parked_event",
            new Order("position", "bigint", false, "projection", "text"),
            (row, number) -> new Parked(
                    row.getString("projection"),
                    row.getLong("position"),
                    row.getString("stream_id"),
                    row.getString("event_type"),
                    row.getString("error"),
                    Times.get(row, "parked_at")));

    @Override
    public void park(String projection, LedgerEvent event, String error) {
        new Columns()
                .set("projection", projection)
                .set("position", event.position())
                .set("stream_id", event.stream())
                .set("event_id", event.eventId())
                .set("event_type", event.type())
                .set("error", error)
                .put(rows, "parked_event", "projection", "position");
    }

    @Override
    public boolean isParked(String projection, String stream) {
        return rows.jdbc()
                .sql("select exists (select from parked_event where projection = :projection and stream_id = :stream)")
                .param("projection", projection)
                .param("stream", stream)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Set<List<String>> streams() {
        return rows.jdbc()
                .sql("select distinct projection, stream_id from parked_event")
                .query((row, number) -> List.of(row.getString("projection"), row.getString("stream_id")))
                .set();
    }

    @Override
    public Page<Parked> list(PageRequest page) {
        return OLDEST.page(rows.jdbc(), new Where(), page, LIST);
    }

    @Override
    public List<String> unreadable() {
        return UnreadableValues.met();
    }

    @Override
    public Map<String, Long> counts() {
        return RowMap.of(
                rows.jdbc().sql("select projection, count(*) as parked from parked_event group by projection"),
                row -> row.getString("projection"),
                row -> row.getLong("parked"));
    }
}
