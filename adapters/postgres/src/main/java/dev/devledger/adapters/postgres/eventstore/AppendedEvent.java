package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.write.RowWrite;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.projection.EventLog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A new event as the row that it becomes. */
final class AppendedEvent {
    /** Of one statement each is the only one of its stream, so the one before it is there when it runs. */
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
        EventLog.Located place = positions.give(
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
