package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.ParkedEvents;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public record PostgresParkedEvents(RowWrites rows) implements ParkedEvents {
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
    public List<Parked> first(int most) {
        return rows.jdbc()
                .sql("""
                        select projection, position, stream_id, event_type, error, parked_at
                        from parked_event
                        order by position, projection
                        limit :most""")
                .param("most", most)
                .query((row, number) -> new Parked(
                        row.getString("projection"),
                        row.getLong("position"),
                        row.getString("stream_id"),
                        row.getString("event_type"),
                        row.getString("error"),
                        row.getTimestamp("parked_at").toInstant()))
                .list();
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        rows.jdbc()
                .sql("select projection, count(*) as parked from parked_event group by projection")
                .query((ResultSet row) -> {
                    counts.put(row.getString("projection"), row.getLong("parked"));
                });
        return counts;
    }
}
