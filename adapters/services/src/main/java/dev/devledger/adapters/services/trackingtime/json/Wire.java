package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads values in TrackingTime's answers, which have empty values as null, as an empty text or not at all. */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int DIGITS = 18;
    private static final int LONGEST = 100;

    private Wire() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Reads a text; null if it is missing or blank. */
    public static @Nullable String given(JsonNode of, String field) {
        JsonNode value = of.path(field);
        String text = value.isString() || value.isNumber() ? value.asString() : "";
        return text.isBlank() ? null : text;
    }

    /** Reads the value of the first of these fields that has one; null if none has. */
    public static @Nullable String given(JsonNode of, String... fields) {
        return Arrays.stream(fields)
                .map(field -> given(of, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads an id from the first of these fields that has one: as a number, as a text of digits, or from an object with
     * the id.
     */
    public static @Nullable String ref(JsonNode of, String... fields) {
        return Arrays.stream(fields)
                .map(field -> of.path(field).isObject() ? given(of.path(field), "id") : given(of, field))
                .filter(id -> id != null && RemoteIds.isNumber(id) && !id.equals("0"))
                .findFirst()
                .orElse(null);
    }

    /** Returns a single object, which some answers have in a list; an empty object if there is none. */
    public static JsonNode one(JsonNode data) {
        JsonNode first = data.isArray() ? data.path(0) : data;
        return first.isObject() ? first : object();
    }

    /** Reads a text, without removing the space around it; empty if there is none. */
    public static String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    /** @throws UnreadableAnswer if the value is not a number, or so large that rounding it would take too long */
    public static @Nullable BigDecimal number(JsonNode of, String field) {
        String text = given(of, field);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (text.length() > LONGEST || Math.abs((long) number.precision() - number.scale()) > DIGITS) {
                throw new UnreadableAnswer("TrackingTime returned a " + field + " that is beyond all measure");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new UnreadableAnswer("TrackingTime returned a " + field + " that is not a number");
        }
    }

    /** @throws UnreadableAnswer if the data is not a list, as such data must not count as an empty list */
    public static List<JsonNode> rows(JsonNode data, String what) {
        JsonNode list = data.isArray() ? data : below(data);
        if (!list.isArray()) {
            throw new UnreadableAnswer("TrackingTime returned something else than a list of " + what);
        }
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(rows::add);
        return rows;
    }

    /** Returns the list, which some answers have in an object. An empty object does not count as an empty list. */
    private static JsonNode below(JsonNode data) {
        return Stream.of("data", "events", "tasks", "projects", "users")
                .map(data::path)
                .filter(each -> each.isArray() && !each.isEmpty())
                .findFirst()
                .orElse(data);
    }

    /** @throws UnreadableAnswer if there is no id */
    public static String id(JsonNode of, String what) {
        String id = given(of, "id", "ID");
        if (id == null) {
            throw new UnreadableAnswer("a " + what + " of TrackingTime has no id");
        }
        return id;
    }

    public static boolean isTrue(JsonNode of, String field) {
        return of.path(field).asBoolean(false);
    }

    /**
     * Converts TrackingTime's ids to the sync's and back. TrackingTime numbers projects and tasks separately, so a
     * project's id gets a letter in front, and never equals a task's id.
     */
    public static final class RemoteIds {
        private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
        private static final String PROJECT = "p";

        private RemoteIds() {}

        public static String list(String project) {
            return PROJECT + project;
        }

        /** Returns TrackingTime's id of a project; empty if {@code list} cannot be a project. */
        public static Optional<String> project(String list) {
            return list.startsWith(PROJECT)
                    ? Optional.of(list.substring(PROJECT.length())).filter(RemoteIds::isNumber)
                    : Optional.empty();
        }

        /** True if the text can be an id of TrackingTime. */
        public static boolean isNumber(String id) {
            return NUMBER.matcher(id).matches();
        }
    }

    /**
     * The data about the account that is needed to read its tasks.
     *
     * @param zone the account's zone
     * @param addresses the e-mail addresses of the account's people, by their ids, in lower case
     */
    public record AccountContext(ZoneId zone, Map<String, String> addresses) {
        public AccountContext {
            addresses = Map.copyOf(addresses);
        }

        /** Returns the id of the person with the address; the first if several people have it. */
        public Optional<String> person(String address) {
            return addresses.entrySet().stream()
                    .filter(each -> each.getValue().equals(address))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst();
        }
    }

    /** Reads and writes TrackingTime's times, which are local times; another field has the offset at that time. */
    public static final class LocalTimes {
        private static final DateTimeFormatter WRITTEN =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendLiteral('T')
                .optionalEnd()
                .optionalStart()
                .appendLiteral(' ')
                .optionalEnd()
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        /** The bounds within which a year has four digits in every zone. */
        private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");

        private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
        private static final Pattern GMT = Pattern.compile("(?:GMT|UTC)(?:([+-])(\\d{1,2})(?::?(\\d{2}))?)?");

        private LocalTimes() {}

        /**
         * Parses a local time; a text with an offset needs no zone. Empty if the text is not a time, or is out of
         * range.
         */
        public static Optional<Instant> instant(String text, ZoneId zone) {
            return read(text.strip(), zone).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
        }

        private static Optional<Instant> read(String time, ZoneId zone) {
            try {
                return Optional.of(OffsetDateTime.parse(time.replace(' ', 'T')).toInstant());
            } catch (DateTimeException withoutOffset) {
                try {
                    return Optional.of(
                            LocalDateTime.parse(time, READ).atZone(zone).toInstant());
                } catch (DateTimeException wrong) {
                    return Optional.empty();
                }
            }
        }

        /**
         * Parses {@code GMT+3}, {@code GMT+03:00}, or a place such as {@code Europe/Berlin}; empty for any other text.
         */
        public static Optional<ZoneId> zone(String text) {
            Matcher gmt = GMT.matcher(text.strip());
            try {
                if (!gmt.matches()) {
                    return Optional.of(ZoneId.of(text.strip()));
                }
                if (gmt.group(1) == null) {
                    return Optional.of(ZoneId.of("UTC"));
                }
                int sign = gmt.group(1).equals("-") ? -1 : 1;
                int minutes = gmt.group(3) == null ? 0 : Integer.parseInt(gmt.group(3));
                return Optional.of(ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(gmt.group(2)), sign * minutes));
            } catch (DateTimeException wrong) {
                return Optional.empty();
            }
        }

        /** Formats the local time at an instant. */
        public static String shown(Instant instant, ZoneOffset offset) {
            return WRITTEN.format(instant.atOffset(offset).truncatedTo(ChronoUnit.SECONDS));
        }

        /** Formats an offset in TrackingTime's form, which has no places. */
        public static String shown(ZoneOffset offset) {
            return "GMT"
                    + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId().substring(0, 6));
        }
    }
}
