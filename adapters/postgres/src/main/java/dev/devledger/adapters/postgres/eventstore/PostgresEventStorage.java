package dev.devledger.adapters.postgres.eventstore;

import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/** Axon's event storage on our table: readable text, and each event chained to the one before it in its stream. */
public final class PostgresEventStorage {

    /** A page that is read anyway tells whether an entity has many events. */
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

    /** Takes part in the Spring transaction at hand. A lost race is Axon's concurrency exception, and can be repeated. */
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
}
