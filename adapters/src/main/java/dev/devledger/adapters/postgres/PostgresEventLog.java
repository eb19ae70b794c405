package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.LedgerEvent;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresEventLog implements EventLog {

    /** A description may have 100,000 letters: that many rows, and letters of payloads, are in memory at once. */
    private static final int PAGE = 500;

    private static final long ENOUGH = 8_000_000;

    private final JdbcClient jdbc;
    private final StoredEvents stored;

    PostgresEventLog(JdbcClient jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.stored = new StoredEvents(serializer, upcasters);
    }

    @Override
    public Map<String, Located> locate(List<String> eventIds) {
        Map<String, Located> located = new HashMap<>();
        jdbc.sql("""
                        select e.event_id, e.position, e.event_type,
                          array(select distinct p.projection from parked_event p where p.stream_id = e.stream_id) as parked
                        from event e
                        where e.event_id = any(:ids)
                        """).param("ids", eventIds.toArray(String[]::new)).query((ResultSet row) -> {
            located.put(row.getString("event_id"), located(row));
        });
        return located;
    }

    @Override
    public List<LedgerEvent> read(long after, long upTo, int limit) {
        List<LedgerEvent> events = new ArrayList<>();
        long last = after;
        long letters = 0;
        List<EventRow> page;
        do {
            page = page(last, upTo, Math.min(PAGE, limit - events.size()));
            events.addAll(stored.events(page));
            for (EventRow row : page) {
                last = row.position();
                letters += row.payload().length();
            }
        } while (page.size() == PAGE && events.size() < limit && letters < ENOUGH);
        return events;
    }

    private List<EventRow> page(long after, long upTo, int limit) {
        return jdbc.sql("""
                        select * from event
                        where position > :after and position <= :upTo
                        order by position
                        limit :limit
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, number) -> EventRow.of(row))
                .list();
    }

    @Override
    public long count(long upTo) {
        return jdbc.sql("select count(*) from event where position <= :upTo")
                .param("upTo", upTo)
                .query(Long.class)
                .single();
    }

    @Override
    public long head() {
        return jdbc.sql("select coalesce(max(position), 0) from event")
                .query(Long.class)
                .single();
    }

    private static Located located(ResultSet row) throws SQLException {
        Array parked = row.getArray("parked");
        return new Located(row.getLong("position"), row.getString("event_type"), Set.copyOf(Arrays.asList((String[])
                parked.getArray())));
    }
}
