package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventColumns.EventTexts;
import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.eventstore.EventTypes.EventType;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.adapters.postgres.write.WriteTicket.ReservedPositions;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes events by COPY, with hashes computed in Java, and reads events stream by stream through a cursor. */
public final class PostgresEventBatches implements EventBatches {

    /**
     * Looks up the events of each stream by the stream's key, whatever the statistics: for a join the planner may read
     * all events and search the streams for each event.
     */
    static final String STREAMS = """
            select w.place, e.* from unnest(?::text[]) with ordinality w (stream_id, place)
            cross join lateral (select * from event e where e.stream_id = w.stream_id offset 0) e
            order by w.place, e.stream_version
            """;

    /** The number of rows whose payloads are in memory at once; a description may have 100,000 characters. */
    private static final int FETCHED = 200;

    /** The most characters of payloads in memory. Callers keep the decoded values, which are smaller. */
    private static final long ENOUGH = 16_000_000;

    private static final HexFormat HEX = HexFormat.of();

    private record Stored(List<StoredEvent> events) implements Rows {}

    private final JdbcTemplate jdbc;
    private final Serializer serializer;
    private final StoredEvents stored;
    private final TransactionBound<WriteTicket> pass;
    private final DataSource dataSource;
    private final PostgresVersionFence unfenced;

    public PostgresEventBatches(DataSource dataSource, Serializer serializer, StoredEvents stored) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCHED);
        this.serializer = serializer;
        this.stored = stored;
        this.pass = WriteTicket.of(dataSource);
        this.unfenced = PostgresVersionFence.open(JdbcClient.create(dataSource));
    }

    @Override
    public String nameOf(Object event) {
        return EventTypes.nameOf(event);
    }

    @Override
    public PositionRange places(int count) {
        ReservedPositions taken =
                pass.get(() -> WriteTicket.alone(dataSource, unfenced)).takeMany(count);
        return new PositionRange(taken.first(), taken.at());
    }

    @Override
    public void takeTime() {
        NoTimeouts.transaction();
    }

    @Override
    public int read(List<String> streams, Consumer<PriorEvent> each) {
        return Objects.requireNonNull(jdbc.query(
                STREAMS,
                statement -> statement.setObject(1, streams.toArray(String[]::new)),
                (ResultSet rows) -> read(rows, streams.size(), each)));
    }

    private int read(ResultSet rows, int wanted, Consumer<PriorEvent> each) throws SQLException {
        long letters = 0;
        long place = 0;
        while (rows.next()) {
            if (letters > ENOUGH && rows.getLong("place") != place) {
                return (int) place;
            }
            place = rows.getLong("place");
            EventRow row = EventRow.of(rows);
            String hash = HEX.formatHex(rows.getBytes("hash"));
            letters += row.payload().length();
            stored.payloads(row)
                    .forEach(payload -> each.accept(new PriorEvent(row.stream(), row.version() + 1, hash, payload)));
        }
        return wanted;
    }

    @Override
    public Rows rows(List<LedgerEvent> events, Map<String, String> hashes) {
        return new Stored(new ChainedEvents(serializer).rows(events, hashes));
    }

    @Override
    public void append(Rows rows) {
        List<StoredEvent> events = ((Stored) rows).events();
        @Nullable WriteTicket taken = pass.find();
        if (taken != null && !events.isEmpty()) {
            StoredEvent first = events.getFirst();
            taken.stored(first.position(), first.id());
        }
        try {
            jdbc.execute((Connection connection) -> copied(connection, events));
        } catch (RuntimeException e) {
            throw SqlFailures.orLostRace(e);
        }
    }

    private static boolean copied(Connection connection, List<StoredEvent> events) throws SQLException {
        try (RestoreLoader loader = new RestoreLoader(connection)) {
            for (StoredEvent event : events) {
                loader.add(event);
            }
            loader.finish();
        }
        return true;
    }

    /** Makes the rows of events. The hash of each event covers the hash of the preceding event of its stream. */
    record ChainedEvents(Serializer serializer) {

        /** @param hashes the hash of the last event of each existing stream */
        List<StoredEvent> rows(List<LedgerEvent> events, Map<String, String> hashes) {
            List<StoredEvent> rows = new ArrayList<>(events.size());
            EventHash digest = new EventHash();
            String metadata = events.isEmpty() ? "" : metadata(events.getFirst(), List.of());
            Map<String, String> last = new HashMap<>(hashes);
            for (LedgerEvent event : events) {
                List<UUID> undoes = event.by().undoes();
                String own = undoes.isEmpty() ? metadata : metadata(event, undoes);
                StoredEvent row = row(event, own, last.get(event.stream()), digest);
                last.put(event.stream(), row.hash());
                rows.add(row);
            }
            return rows;
        }

        /**
         * Returns the metadata. All events of an import have its change set as their cause; other events stored
         * together have the first one's id.
         */
        private String metadata(LedgerEvent event, List<UUID> undoes) {
            Map<String, Object> metadata =
                    new LinkedHashMap<>(EventMetadata.of(event.by().undoing(undoes), event.changeSet()));
            metadata.put(
                    EventMetadata.CAUSATION_ID,
                    event.imported() ? event.changeSet().toString() : event.eventId());
            return EventTexts.metadata(metadata, serializer);
        }

        private StoredEvent row(LedgerEvent event, String metadata, @Nullable String previous, EventHash hashes) {
            EventType type = EventTypes.of(event.payload().getClass()).orElseThrow();
            EventRow row = new EventRow(
                    event.position(),
                    EventTexts.usualType(event.stream()),
                    event.stream(),
                    event.version() - 1,
                    event.eventId(),
                    EventTexts.TIME.format(event.at()),
                    type.name(),
                    type.revision(),
                    serializer.serialize(event.payload(), String.class).getData(),
                    metadata);
            return row.stored(previous, hashes.hex(previous, row));
        }
    }
}
