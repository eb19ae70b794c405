package dev.devledger.adapters.sandbox.ticktick.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Instants in TickTick's form, which is UTC with milliseconds. When reading, any offset of hours and minutes is
 * accepted, and a time without an offset is in UTC.
 */
public final class WireTime {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private WireTime() {}

    public static String write(Instant instant) {
        return WRITTEN.format(instant);
    }

    /** Reads an instant; empty for a text that TickTick silently drops, such as a date without a time. */
    public static Optional<Instant> read(String text) {
        try {
            Instant instant =
                    switch (READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                        case OffsetDateTime offset -> offset.toInstant();
                        case LocalDateTime naive -> naive.toInstant(ZoneOffset.UTC);
                        default -> throw new DateTimeException(text);
                    };
            return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    public static Optional<Instant> of(ObjectNode object, String field) {
        return read(object.path(field).asString(""));
    }

    /** Reads the names of time zones. */
    public static final class Zones {
        /** Names in the time zone database that some Java versions do not know. */
        private static final Map<String, String> OLD = Map.of(
                "EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

        private Zones() {}

        public static Optional<ZoneId> find(String name) {
            try {
                return Optional.of(ZoneId.of(name, OLD));
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        }

        /** Finds a zone; UTC for an unknown name, which a task may have. */
        public static ZoneId orUtc(String name) {
            return find(name).orElse(ZoneOffset.UTC);
        }
    }
}
