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
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that the server sets: ids, which begin with the second of creation, and the marks of a write. */
public final class GeneratedValues {
    private GeneratedValues() {}

    public static String id(Instant now) {
        return "%08x%016x"
                .formatted(
                        (int) now.getEpochSecond(), ThreadLocalRandom.current().nextLong());
    }

    public static void written(ObjectNode task, Instant now) {
        task.put("etag", letters(8));
        task.put("etimestamp", now.toEpochMilli());
    }

    public static void modified(ObjectNode task, Instant now) {
        written(task, now);
        task.put("modifiedTime", WireTime.write(now));
    }

    static String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++)
            letters.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
        return letters.toString();
    }

    /** The names of lists, groups, columns and tags, each of at most 64 characters; docs/ticktick.md, section 5. */
    public static final class Names {
        public static final int LONGEST = 64;

        private Names() {}

        /** Cuts a name, never through the middle of a surrogate pair. */
        public static String cut(String name) {
            if (name.length() <= LONGEST) return name;
            int end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            return name.substring(0, end);
        }

        public static String fitting(String name) {
            if (name.isBlank()) throw Refusal.invalid("A name is required");
            if (name.length() > LONGEST) throw Refusal.invalid("The name is longer than " + LONGEST);
            return name;
        }
    }

    /**
     * Instants in TickTick's form, which is UTC with milliseconds. When reading, any offset of hours and minutes is
     * accepted, and a time without an offset is in UTC.
     */
    public static final class WireTime {
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
}
