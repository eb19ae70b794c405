package dev.devledger.adapters.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/** Axon's event storage on our table: readable text, and each event chained to the one before it in its stream. */
public final class PostgresEventStorage {

    private static final int BATCH = 500;
    private static final String UNIQUE_VIOLATION = "23505";

    /** To the nanosecond, where Axon's own cuts to milliseconds: what is read again is what was stored. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

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

    /**
     * One row of a batch. A batch goes to the server in one round trip and runs row by row there, so each row finds the
     * one before it, also where both are new.
     */
    private static final String APPEND = """
            insert into event (stream_id, stream_version, stream_type, event_id, event_type, event_revision, occurred_at,
                               payload, metadata, previous_hash, hash)
            select v.*, p.hash,
                   event_hash(p.hash, v.stream_id, v.stream_version, v.stream_type, v.event_id, v.event_type,
                              v.event_revision, v.occurred_at, v.payload, v.metadata)
            from (values (?::text, ?::bigint, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text))
                   v (stream_id, stream_version, stream_type, event_id, event_type, event_revision, occurred_at, payload,
                      metadata)
            left join event p on p.stream_id = v.stream_id and p.stream_version = v.stream_version - 1
            """;

    private PostgresEventStorage() {}

    /** Takes part in the Spring transaction at hand. A lost race is Axon's concurrency exception, and can be repeated. */
    public static EventStorageEngine engine(
            DataSource dataSource, TransactionManager transactions, Serializer serializer, EventUpcaster upcasters) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .dataType(String.class)
                .schema(SCHEMA)
                .batchSize(BATCH)
                .finalAggregateBatchPredicate(batch -> batch.size() < BATCH)
                .persistenceExceptionResolver(new SQLStateResolver(UNIQUE_VIOLATION))
                .appendEvents(PostgresEventStorage::append)
                .build();
    }

    private static PreparedStatement append(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(APPEND);
        for (EventMessage<?> event : events) {
            bind(statement, (DomainEventMessage<?>) event, serializer);
            statement.addBatch();
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        SerializedObject<String> payload = event.serializePayload(serializer, String.class);
        SerializedObject<String> metadata = event.serializeMetaData(serializer, String.class);
        statement.setString(1, event.getAggregateIdentifier());
        statement.setLong(2, event.getSequenceNumber());
        statement.setString(3, event.getType());
        statement.setString(4, event.getIdentifier());
        statement.setString(5, payload.getType().getName());
        statement.setString(6, payload.getType().getRevision());
        statement.setString(7, TIME.format(event.getTimestamp()));
        statement.setString(8, payload.getData());
        statement.setString(9, metadata.getData());
    }
}
