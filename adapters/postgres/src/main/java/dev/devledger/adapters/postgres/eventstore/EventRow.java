package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventColumns.EventTexts;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code event} as Axon reads it, in the texts under its hash; Axon's own class for that requires
 * JPA on the class path.
 */
public record EventRow(
        long position,
        @Nullable String streamType,
        String stream,
        long version,
        String eventId,
        String occurredAt,
        String eventType,
        @Nullable String revision,
        String payload,
        String metadata)
        implements DomainEventData<String>, TrackedEventData<String> {

    /** Reads a row with all columns of the table. */
    public static EventRow of(ResultSet row) throws SQLException {
        return of(row, EventColumns.of(row));
    }

    static EventRow of(ResultSet row, EventColumns columns) throws SQLException {
        String stream = row.getString("stream_id");
        EventTexts texts = columns.texts(stream);
        return new EventRow(
                row.getLong("position"),
                texts.streamType(),
                stream,
                row.getLong("stream_version"),
                texts.eventId(),
                texts.occurredAt(),
                row.getString("event_type"),
                row.getString("event_revision"),
                row.getString("payload"),
                texts.metadata());
    }

    EventTexts texts() {
        return new EventTexts(streamType, eventId, occurredAt, metadata);
    }

    /** @param previous the hash of the preceding event of the stream, in hex like {@code hash} */
    public StoredEvent stored(@Nullable String previous, String hash) {
        return new StoredEvent(
                position,
                stream,
                version,
                streamType,
                eventId,
                eventType,
                revision,
                occurredAt,
                payload,
                metadata,
                previous,
                hash);
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(position);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon takes a null type
    public String getType() {
        return streamType;
    }

    @Override
    public String getAggregateIdentifier() {
        return stream;
    }

    @Override
    public long getSequenceNumber() {
        return version;
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public Instant getTimestamp() {
        return Instant.parse(occurredAt);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon takes a null revision
    public SerializedObject<String> getPayload() {
        return new SimpleSerializedObject<>(payload, String.class, eventType, revision);
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(metadata, String.class);
    }
}
