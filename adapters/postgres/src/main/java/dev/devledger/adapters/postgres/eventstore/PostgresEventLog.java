package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresEventLog implements EventLog {

    /** The number of rows, and of their payloads, in memory at once: a description may have 100,000 characters. */
    private static final int PAGE = 500;

    private static final long ENOUGH = 8_000_000;

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;
    private final StoredEvents stored;

    public PostgresEventLog(DataSource dataSource, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = JdbcClient.create(dataSource);
        this.pass = WriteTicket.of(dataSource);
        this.stored = new StoredEvents(serializer, upcasters);
    }

    @Override
    public Optional<LocatedEvent> locate(String eventId) {
        @Nullable WriteTicket taken = pass.find();
        return taken == null ? Optional.empty() : taken.given(eventId);
    }

    @Override
    public Set<List<String>> parked(Collection<String> streams) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null && !taken.mayBeParked()) {
            return Set.of();
        }
        return Set.copyOf(
                jdbc.sql("select distinct projection, stream_id from parked_event where stream_id = any(:streams)")
                        .param("streams", streams.toArray(String[]::new))
                        .query((row, number) -> List.of(row.getString("projection"), row.getString("stream_id")))
                        .list());
    }

    @Override
    public List<LedgerEvent> read(long after, long upTo, int limit) {
        List<LedgerEvent> events = new ArrayList<>();
        long last = after;
        long letters = 0;
        List<EventRow> page;
        do {
            page = page(last, upTo, Math.min(PAGE, limit - events.size()));
            events.addAll(stored.own(page));
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
    public long count(long after, long upTo) {
        return jdbc.sql("select count(*) from event where position > :after and position <= :upTo")
                .param("after", after)
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
}
