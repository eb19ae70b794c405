package dev.devledger.adapters.postgres.eventstore;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What an event's hash is over as text, while its row has it in {@link EventColumns}.
 *
 * @param streamType of what kind the stream is, in the words of the first events: the names of classes of then
 * @param metadata JSON
 */
public record EventTexts(@Nullable String streamType, String eventId, String occurredAt, String metadata) {

    /** To the nanosecond, where Axon's own cuts to milliseconds: what is read again is what was stored. */
    public static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    /** In an order of its own, as that of a map may be another one tomorrow. */
    public static String metadata(Map<String, ?> metadata, Serializer serializer) {
        return serializer
                .serialize(PlainMetadata.ordered(metadata), String.class)
                .getData();
    }

    /** Of the events of a stream; null for a kind of stream that has none. */
    static @Nullable public String usualType(String stream) {
        int end = stream.indexOf('-');
        return switch (end < 0 ? stream : stream.substring(0, end)) {
            case "task" -> "TaskAggregate";
            case "project" -> "ProjectAggregate";
            case "claim" -> "ClaimAggregate";
            case "person" -> "PersonAggregate";
            case "customer", "service" -> "BillingAggregate";
            case "entry" -> "TimeEntryAggregate";
            case "link" -> "SyncLinkAggregate";
            case "entrylink" -> "EntryLinkAggregate";
            case "conflict" -> "ConflictAggregate";
            default -> null;
        };
    }
}
