package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventColumns.EventTexts;
import dev.devledger.adapters.postgres.eventstore.EventTypes.UnknownEvent;
import dev.devledger.adapters.postgres.eventstore.StoredEvents.CheckedEventStream;
import dev.devledger.adapters.postgres.row.RowStates;
import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.projection.EventLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Axon's event storage on the ledger's table: readable text, and each event chained to the event before it in its
 * stream.
 */
public final class PostgresEventStorage {

    /** The size of a page: the first page shows if an entity has many events. */
    private static final int BATCH = LedgerEventStorage.MANY + 1;

    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("event")
            .snapshotTable("snapshot")
            .globalIndexColumn("position")
            .timestampColumn("occurred_at")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("stream_id")
            .sequenceNumberColumn("stream_version")
            .typeColumn("stream_type")
            .payloadTypeColumn("event_type")
            .payloadRevisionColumn("event_revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private PostgresEventStorage() {}

    /**
     * The engine takes part in the current Spring transaction. A lost race is Axon's concurrency exception, and can be
     * repeated.
     */
    public static EventStorageEngine engine(
            DataSource dataSource, TransactionManager transactions, Serializer serializer, EventUpcaster upcasters) {
        return new LedgerEventStorage(
                JdbcEventStorageEngine.builder()
                        .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                        .transactionManager(transactions)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(upcasters)
                        .dataType(String.class)
                        .schema(SCHEMA)
                        .batchSize(BATCH)
                        .finalAggregateBatchPredicate(batch -> batch.size() < BATCH),
                transactions,
                dataSource);
    }

    /** Stores events in one statement, which goes to the database together with the rows of the read model. */
    static final class LedgerEventStorage extends JdbcEventStorageEngine {

        /** The number of events above which an entity is loaded from its row. */
        static final int MANY = 100;

        private final TransactionManager transactions;
        private final DataSource dataSource;
        private final RowWrites rows;
        private final TransactionBound<WriteTicket> pass;
        private final PostgresVersionFence unfenced;
        private final RowStates newest;

        LedgerEventStorage(Builder builder, TransactionManager transactions, DataSource dataSource) {
            super(builder);
            this.transactions = transactions;
            this.dataSource = dataSource;
            this.rows = new RowWrites(dataSource);
            this.pass = WriteTicket.of(dataSource);
            this.unfenced = PostgresVersionFence.open(JdbcClient.create(dataSource));
            this.newest = new RowStates(dataSource);
        }

        @Override
        protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
            transactions.executeInTransaction(() -> append(events, serializer));
        }

        private void append(List<? extends EventMessage<?>> events, Serializer serializer) {
            WriteTicket positions = pass.get(() -> WriteTicket.alone(dataSource, unfenced));
            positions.reserve(
                    events.size(),
                    events.stream().allMatch(event -> ((DomainEventMessage<?>) event).getSequenceNumber() == 0));
            rows.keep(events.stream()
                    .map(event -> AppendedEvent.row((DomainEventMessage<?>) event, positions, serializer))
                    .toList());
        }

        @Override
        public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
            WriteTicket.enterIfTaken(pass);
            DomainEventStream events = new CheckedEventStream(
                    super.readEvents(aggregateIdentifier, firstSequenceNumber),
                    unknown -> locate(aggregateIdentifier, unknown));
            return firstSequenceNumber == 0 ? shortened(aggregateIdentifier, events) : events;
        }

        /**
         * Returns the events unchanged if they are few: they are authoritative, and cost no more to read than the row.
         */
        private DomainEventStream shortened(String stream, DomainEventStream events) {
            List<DomainEventMessage<?>> first = new ArrayList<>();
            while (first.size() < MANY && events.hasNext()) {
                first.add(events.next());
            }
            DomainEventStream read = DomainEventStream.of(first);
            if (!events.hasNext()) {
                return read;
            }
            return newest.find(stream)
                    .<DomainEventStream>map(DomainEventStream::of)
                    .orElseGet(() -> DomainEventStream.concat(read, events));
        }

        private UnknownEvent locate(String stream, UnknownEvent unknown) {
            return JdbcClient.create(dataSource)
                    .sql(
                            "select min(position) from event where stream_id = :stream and event_type = :name having count(*) > 0")
                    .param("stream", stream)
                    .param("name", unknown.name())
                    .query(Long.class)
                    .optional()
                    .map(unknown::at)
                    .orElse(unknown);
        }

        @Override
        protected PreparedStatement readEventData(Connection connection, String stream, long first, int batch)
                throws SQLException {
            PreparedStatement events = connection.prepareStatement(
                    "select * from event where stream_id = ? and stream_version >= ? and stream_version < ?"
                            + " order by stream_version");
            events.setString(1, stream);
            events.setLong(2, first);
            events.setLong(3, first + batch);
            return events;
        }

        /** Axon passes a {@code bigint}. */
        @Override
        protected PreparedStatement lastSequenceNumberFor(Connection connection, String stream) throws SQLException {
            PreparedStatement newest = connection.prepareStatement(
                    "select cast(max(stream_version) as bigint) as stream_version from event where stream_id = ?");
            newest.setString(1, stream);
            return newest;
        }

        @Override
        protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
            return EventRow.of(row);
        }

        /** There are no snapshots, and a lookup would cost each load a round trip. */
        @Override
        protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
            return Stream.empty();
        }
    }

    /** A new event as its future row. */
    static final class AppendedEvent {
        /**
         * Appends events. One statement has at most one event of a stream, so the preceding event of the stream is
         * stored before the statement runs.
         */
        private static final String APPEND = """
            insert into event (position, stream_id, stream_version, event_type, event_revision, payload, previous_hash, hash,
                               %1$s)
            select v.position, v.stream_id, v.stream_version, v.event_type, v.event_revision, v.payload, v.previous_hash,
                   event_hash(v.previous_hash, v.stream_id, v.stream_version, v.stream_type_text, v.event_id_text,
                              v.event_type, v.event_revision, v.occurred_at_text, v.payload, v.metadata_text),
                   %1$s
            from (select new.*,
                    (select p.hash from event p
                     where p.stream_id = new.stream_id and p.stream_version = new.stream_version - 1) as previous_hash
                  from json_to_recordset(cast(? as json)) as new (
                    position bigint, stream_id text, stream_version bigint, event_type text, event_revision text, payload text,
                    occurred_at timestamptz, occurred_nanos smallint, event_id uuid, change_set uuid, request_id uuid,
                    causation_id uuid, actor text, channel text, client text, tool text, reason text, request_text text,
                    correlation_id text, verbatim jsonb,
                    stream_type_text text, event_id_text text, occurred_at_text text, metadata_text text)
                  offset 0) v
            """.formatted(EventColumns.NAMES);

        private AppendedEvent() {}

        static RowWrite row(DomainEventMessage<?> event, WriteTicket positions, Serializer serializer) {
            return new RowWrite("event", event.getAggregateIdentifier(), APPEND, values(event, positions, serializer));
        }

        private static Map<String, @Nullable Object> values(
                DomainEventMessage<?> event, WriteTicket positions, Serializer serializer) {
            SerializedObject<String> payload = event.serializePayload(serializer, String.class);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            EventLog.LocatedEvent place = positions.give(
                    event.getAggregateIdentifier(),
                    event.getIdentifier(),
                    payload.getType().getName());
            values.put("position", place.position());
            values.put("stream_id", event.getAggregateIdentifier());
            values.put("stream_version", event.getSequenceNumber());
            values.put("event_type", payload.getType().getName());
            values.put("event_revision", payload.getType().getRevision());
            values.put("payload", payload.getData());
            EventTexts texts = new EventTexts(
                    EventTexts.usualType(event.getAggregateIdentifier()),
                    event.getIdentifier(),
                    EventTexts.TIME.format(place.at()),
                    EventTexts.metadata(event.getMetaData(), serializer));
            values.putAll(EventColumns.of(event.getAggregateIdentifier(), texts).values());
            values.put("stream_type_text", texts.streamType());
            values.put("event_id_text", texts.eventId());
            values.put("occurred_at_text", texts.occurredAt());
            values.put("metadata_text", texts.metadata());
            return values;
        }
    }
}
