package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.row.BulkRows.TableCopy;
import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns that store an {@link EventTexts}, and the only conversion between columns and texts. Each text has one
 * set of columns, from which it can be rebuilt to the letter.
 *
 * @param occurredAt the time, cut to the microsecond
 * @param nanos the nanoseconds below the microsecond, if there are any
 * @param changeSet the change set, also if the metadata is in {@code verbatim}, as queries use it
 * @param requestText the request's id if it is no uuid
 * @param correlationId the correlation id if it differs from the request's
 * @param verbatim the texts that the other columns cannot express, by the names {@link #STREAM_TYPE}, {@link
 *     #EVENT_ID}, {@link #OCCURRED_AT} and {@link #METADATA}
 */
public record EventColumns(
        @Nullable Instant occurredAt,
        @Nullable Short nanos,
        @Nullable UUID eventId,
        @Nullable UUID changeSet,
        @Nullable UUID requestId,
        @Nullable UUID causationId,
        @Nullable String actor,
        @Nullable String channel,
        @Nullable String client,
        @Nullable String tool,
        @Nullable String reason,
        @Nullable String requestText,
        @Nullable String correlationId,
        Map<String, @Nullable Object> verbatim) {

    private static final String STREAM_TYPE = "stream_type";
    private static final String EVENT_ID = "event_id";
    private static final String OCCURRED_AT = "occurred_at";
    private static final String METADATA = "metadata";

    /** The names of {@link #values}, in their order. */
    public static final String NAMES =
            "occurred_at, occurred_nanos, event_id, change_set, request_id, causation_id, actor, channel,"
                    + " client, tool, reason, request_text, correlation_id, verbatim";

    /** The length of a time in a year with four digits. */
    private static final int TIME_LETTERS = "2026-11-21T10:53:29.766440682Z".length();

    private static final int NANOS_OF_A_MICROSECOND = 1_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    static EventColumns of(String stream, EventTexts texts) {
        return new Reader().read(stream, texts);
    }

    /** Reads many events. Events stored together have equal metadata and an equal time, which are parsed once. */
    public static final class Reader {
        private String metadata = "";
        private Map<String, String> words = Map.of();
        private @Nullable UUID changeSet;
        private String at = "";
        private @Nullable Instant time;

        public EventColumns read(String stream, EventTexts texts) {
            if (!texts.metadata().equals(metadata)) {
                metadata = texts.metadata();
                words = PlainMetadata.read(metadata);
                changeSet = PlainMetadata.changeSet(metadata);
            }
            if (!texts.occurredAt().equals(at)) {
                at = texts.occurredAt();
                time = time(at);
            }
            return of(stream, texts, words, changeSet, time);
        }
    }

    private static EventColumns of(
            String stream,
            EventTexts texts,
            Map<String, String> words,
            @Nullable UUID changeSet,
            @Nullable Instant time) {
        @Nullable UUID id = PlainMetadata.id(texts.eventId());
        Map<String, @Nullable Object> verbatim = new LinkedHashMap<>();
        keep(verbatim, STREAM_TYPE, texts.streamType(), EventTexts.usualType(stream));
        keep(verbatim, EVENT_ID, texts.eventId(), id == null ? null : texts.eventId());
        keep(verbatim, OCCURRED_AT, texts.occurredAt(), time == null ? null : texts.occurredAt());
        keep(verbatim, METADATA, texts.metadata(), words.isEmpty() ? null : texts.metadata());
        @Nullable String request = words.get(EventMetadata.REQUEST_ID);
        @Nullable UUID requestId = PlainMetadata.id(request);
        @Nullable String correlation = words.get(EventMetadata.CORRELATION_ID);
        return new EventColumns(
                time == null ? null : time.truncatedTo(ChronoUnit.MICROS),
                time == null ? null : nanos(time),
                id,
                changeSet,
                requestId,
                PlainMetadata.id(words.get(EventMetadata.CAUSATION_ID)),
                words.get(EventMetadata.ACTOR),
                words.get(EventMetadata.CHANNEL),
                words.get(EventMetadata.CLIENT),
                words.get(EventMetadata.TOOL),
                words.get(EventMetadata.REASON),
                requestId == null ? request : null,
                Objects.equals(correlation, request) ? null : correlation,
                verbatim);
    }

    private static void keep(
            Map<String, @Nullable Object> verbatim, String name, @Nullable String text, @Nullable String made) {
        if (!Objects.equals(text, made)) {
            verbatim.put(name, text);
        }
    }

    /** Parses a time; null for one in another format. */
    private static @Nullable Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return text.length() == TIME_LETTERS
                            && Times.isStorable(time)
                            && EventTexts.TIME.format(time).equals(text)
                    ? time
                    : null;
        } catch (DateTimeException otherwise) {
            return null;
        }
    }

    private static @Nullable Short nanos(Instant time) {
        int behind = time.get(ChronoField.NANO_OF_SECOND) % NANOS_OF_A_MICROSECOND;
        return behind == 0 ? null : (short) behind;
    }

    /** Reads a row with all columns of the table. */
    static EventColumns of(ResultSet row) throws SQLException {
        @Nullable String kept = row.getString("verbatim");
        @Nullable Integer nanos = row.getObject("occurred_nanos", Integer.class);
        return new EventColumns(
                Times.find(row, "occurred_at"),
                nanos == null ? null : nanos.shortValue(),
                row.getObject("event_id", UUID.class),
                row.getObject("change_set", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                row.getString("actor"),
                row.getString("channel"),
                row.getString("client"),
                row.getString("tool"),
                row.getString("reason"),
                row.getString("request_text"),
                row.getString("correlation_id"),
                kept == null ? Map.of() : verbatim(kept));
    }

    /** Reads only the event's id, from a row with the columns {@code event_id} and {@code verbatim}. */
    public static String id(ResultSet row) throws SQLException {
        @Nullable String kept = row.getString("verbatim");
        return kept != null && verbatim(kept).get(EVENT_ID) instanceof String text
                ? text
                : Objects.toString(row.getString("event_id"), "");
    }

    /** Reads the verbatim texts. A value of another form was not written by Devledger, and counts as no text. */
    private static Map<String, @Nullable Object> verbatim(String json) {
        return json.startsWith("{") && !json.equals("{}") ? JSON.readValue(json, OBJECT) : Map.of("", json);
    }

    /** Rebuilds the texts from any columns, also from values that Devledger never writes. */
    EventTexts texts(String stream) {
        return new EventTexts(
                verbatim.containsKey(STREAM_TYPE) ? kept(STREAM_TYPE) : EventTexts.usualType(stream),
                text(EVENT_ID, () -> Objects.toString(eventId, "")),
                text(OCCURRED_AT, this::time),
                text(METADATA, this::metadata));
    }

    private @Nullable String kept(String name) {
        return verbatim.get(name) instanceof String text ? text : null;
    }

    private String text(String name, Supplier<String> made) {
        @Nullable String text = kept(name);
        return text == null ? made.get() : text;
    }

    private String time() {
        return occurredAt == null ? "" : EventTexts.TIME.format(occurredAt.plusNanos(nanos == null ? 0 : nanos));
    }

    private String metadata() {
        @Nullable Object request = requestText == null ? requestId : requestText;
        Map<String, String> words = new LinkedHashMap<>();
        put(words, EventMetadata.ACTOR, actor);
        put(words, EventMetadata.CHANNEL, channel);
        put(words, EventMetadata.CLIENT, client);
        put(words, EventMetadata.TOOL, tool);
        put(words, EventMetadata.REASON, reason);
        put(words, EventMetadata.REQUEST_ID, request);
        put(words, EventMetadata.CORRELATION_ID, correlationId == null ? request : correlationId);
        put(words, EventMetadata.CAUSATION_ID, causationId);
        put(words, EventMetadata.CHANGE_SET, changeSet);
        return PlainMetadata.text(words);
    }

    private static void put(Map<String, String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.put(name, value.toString());
        }
    }

    /** Returns the values by column name, of the types that {@link TableCopy} needs. */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("occurred_at", occurredAt);
        values.put("occurred_nanos", nanos);
        values.put("event_id", eventId);
        values.put("change_set", changeSet);
        values.put("request_id", requestId);
        values.put("causation_id", causationId);
        values.put("actor", actor);
        values.put("channel", channel);
        values.put("client", client);
        values.put("tool", tool);
        values.put("reason", reason);
        values.put("request_text", requestText);
        values.put("correlation_id", correlationId);
        values.put("verbatim", verbatim.isEmpty() ? null : new RowWrite.Json(JSON.writeValueAsString(verbatim)));
        return values;
    }

    /**
     * The texts under an event's hash, which its row has as {@link EventColumns}.
     *
     * @param streamType the kind of the stream, in the oldest events the name of a class
     * @param metadata JSON
     */
    public record EventTexts(@Nullable String streamType, String eventId, String occurredAt, String metadata) {

        /** To the nanosecond, while Axon's format cuts to milliseconds: the time read is the time stored. */
        public static final DateTimeFormatter TIME =
                new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

        /** Writes metadata in a fixed order, as the order of a map may change with a Java version. */
        public static String metadata(Map<String, ?> metadata, Serializer serializer) {
            return serializer
                    .serialize(PlainMetadata.ordered(metadata), String.class)
                    .getData();
        }

        /** Returns the stream type of a stream; null for a kind of stream that has none. */
        static @Nullable public String usualType(String stream) {
            int end = stream.indexOf('-');
            return switch (end < 0 ? stream : stream.substring(0, end)) {
                case "task" -> "TaskAggregate";
                case "project" -> "ProjectAggregate";
                case "claim" -> "ClaimAggregate";
                case "person" -> "PersonAggregate";
                case "customer", "service" -> "BillingAggregate";
                case "entry" -> "TimeEntryAggregate";
                case "view" -> "SavedViewAggregate";
                case "link" -> "SyncLinkAggregate";
                case "entrylink" -> "EntryLinkAggregate";
                case "conflict" -> "ConflictAggregate";
                default -> null;
            };
        }
    }
}
