package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of TickTick's answers that the sync reads (docs/ticktick.md, section 5). Any field may be absent, which
 * means unset or empty. Other fields are not lost: a write sends only changed fields, and TickTick keeps all other
 * fields.
 */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // half an answer or an error page does not count
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Returns null for a blank text, which TickTick uses for an absent one. */
    static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Returns a date as its original text, whatever its JSON type; null if there is none. */
    static @Nullable String said(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : given(value.isString() ? value.asString() : value.toString());
    }

    /**
     * A task. Fields of minor use may have any JSON type, as a task is not refused because of them. An item stays a
     * JSON tree: its date and zone are not synchronized, but must be sent back when the items are replaced.
     */
    record Task(
            @Nullable String id,
            @Nullable String projectId,
            @Nullable String title,
            @Nullable String content,
            @Nullable String desc,
            @Nullable List<@Nullable ObjectNode> items,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Integer priority,
            @Nullable Boolean isAllDay,
            @Nullable JsonNode startDate,
            @Nullable JsonNode dueDate,
            @Nullable String timeZone,
            @Nullable String createdTime,
            @Nullable String modifiedTime,
            @Nullable JsonNode etimestamp,
            @Nullable String completedTime,
            @Nullable String repeatFlag,
            @Nullable List<@Nullable String> tags,
            @Nullable String parentId) {}

    /** @param permission {@code read}, {@code write} or {@code comment}; null for a list of the account's own */
    public record Project(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean closed,
            @Nullable String permission) {}

    /** The content of a list. Each task is a JSON tree, so that an unreadable task does not affect other tasks. */
    public record ProjectData(
            @Nullable Project project, @Nullable List<@Nullable JsonNode> tasks) {}

    /** The answer to a move: the id without the task, even if the task is missing. */
    public record Moved(@Nullable String id) {}

    /**
     * @param id2etag the etags of the entries that succeeded
     * @param id2error the error codes of the entries that failed (docs/ticktick.md, section 9)
     */
    public record BatchResult(
            @Nullable Map<String, @Nullable String> id2etag,
            @Nullable Map<String, @Nullable String> id2error) {}

    public record Problem(
            @Nullable String errorCode, @Nullable String errorMessage) {
        public static final Problem NONE = new Problem(null, null);
    }

    /**
     * Reads and writes TickTick's dates (docs/ticktick.md, section 6). Each is an instant; a day is its midnight in the
     * task's zone.
     */
    public static final class TickTickDates {
        /**
         * Writes times in UTC: old zones have offsets with seconds, which the format cannot express, and TickTick would
         * silently drop them.
         */
        private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        /**
         * Writes three digits of milliseconds, not fewer: TickTick may read a shorter fraction as a number of
         * milliseconds.
         */
        private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        /**
         * Reads {@code .000+0000}, TickTick's form, and what its other clients write: {@code Z}, a colon in the offset,
         * or no offset, which means UTC.
         */
        private static final DateTimeFormatter RECEIVED = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendPattern("[XXX][XX]")
                .toFormatter(Locale.ROOT);

        private TickTickDates() {}

        static @Nullable public String write(@Nullable When when, ZoneId zone) {
            return switch (when) {
                case null -> null;
                // If the clock skips midnight, the day begins later, and is still read back as the same day.
                case When.Day(var date) -> SECONDS.format(date.atStartOfDay(zone));
                case When.Moment(var instant) ->
                    (instant.toEpochMilli() % 1000 == 0 ? SECONDS : MILLIS).format(instant);
            };
        }

        /** Reads a date; null if there is none. A date out of range becomes the nearest possible date. */
        static @Nullable When read(@Nullable String text, boolean allDay, ZoneId zone) {
            if (text == null) {
                return null;
            }
            When.Day near = When.near(text);
            Instant instant = find(
                    near == null ? text : near + text.substring(near.toString().length()));
            try {
                if (instant == null) {
                    return near;
                }
                return allDay ? new When.Day(instant.atZone(zone).toLocalDate()) : new When.Moment(instant);
            } catch (DateTimeException noYear) {
                return near;
            }
        }

        /** True if the date is out of range, so that the value that is read differs from the text. */
        static boolean isOdd(String text) {
            When.Day near = When.near(text);
            return near == null || find(text) == null || !text.startsWith(near.toString());
        }

        /** Parses an instant; null if the text is blank or not an instant. */
        static @Nullable public Instant find(String text) {
            try {
                return text.isBlank() ? null : instant(text);
            } catch (UnreadableAnswer e) {
                return null;
            }
        }

        static Instant instant(String text) {
            try {
                TemporalAccessor parsed = RECEIVED.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                return parsed instanceof OffsetDateTime offset
                        ? offset.toInstant()
                        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new UnreadableAnswer("TickTick returned a date that cannot be read");
            }
        }
    }
}
