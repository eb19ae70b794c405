package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.domain.shared.When;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads values in ClickUp's answers, which have numbers as numbers or texts, and empty values as null, as "" or not at
 * all.
 */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** The number of digits up to which every number fits into a long. */
    private static final int DIGITS = 18;

    /** The bounds within which the year of a moment has four digits in every zone. */
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private Wire() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Reads a text; null if the field has no text. */
    public static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        if (value.isString()) {
            return value.asString();
        }
        return value.isNumber() ? value.asString() : null;
    }

    /** Reads a text; null if it is missing or blank. */
    public static @Nullable String given(JsonNode of, String field) {
        String text = text(of, field);
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Reads a number without its decimals.
     *
     * @throws UnreadableAnswer if the value is not a number, or too large for a long
     */
    public static @Nullable Long number(JsonNode of, String field) {
        String text = given(of, field);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (Math.abs((long) number.precision() - number.scale()) > DIGITS) {
                throw new UnreadableAnswer("ClickUp returned a " + field + " that is beyond all measure");
            }
            return number.longValue();
        } catch (NumberFormatException e) {
            throw new UnreadableAnswer("ClickUp returned a " + field + " that is not a number");
        }
    }

    /**
     * Reads an instant in milliseconds, as {@link #number} reads a number.
     *
     * @throws UnreadableAnswer also if the instant is out of range
     */
    public static @Nullable Instant instant(JsonNode of, String field) {
        Long millis = number(of, field);
        return millis == null ? null : after(Instant.EPOCH, millis, field);
    }

    /** As {@link #instant}, but an unreadable value gives null. */
    static @Nullable Instant moment(JsonNode of, String field) {
        try {
            return instant(of, field);
        } catch (UnreadableAnswer noInstant) {
            return null;
        }
    }

    /** Reads a value of any type as text; null if there is none. */
    static @Nullable String said(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isContainer() || value.isBoolean() ? value.toString() : given(of, field);
    }

    /** Adds milliseconds to an instant. */
    static Instant after(Instant begin, long millis, String field) {
        Instant instant = begin.plusMillis(millis);
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new UnreadableAnswer("ClickUp returned a " + field + " that is in no calendar");
        }
        return instant;
    }

    /** Reads the elements of a list; a missing field is an empty list. */
    public static List<JsonNode> all(JsonNode of, String field) {
        List<JsonNode> all = new ArrayList<>();
        of.path(field).forEach(all::add);
        return all;
    }

    /** As {@link #all}, for a field that must be present. */
    public static List<JsonNode> rows(JsonNode of, String field) {
        if (!of.path(field).isArray()) {
            throw new UnreadableAnswer("ClickUp's answer has no " + field);
        }
        return all(of, field);
    }

    /** @throws UnreadableAnswer if there is no id */
    public static String id(JsonNode of, String what) {
        String id = given(of, "id");
        if (id == null) {
            throw new UnreadableAnswer("a " + what + " of ClickUp has no id");
        }
        return id;
    }

    public static boolean isTrue(JsonNode of, String field) {
        return of.path(field).asBoolean(false);
    }

    /**
     * Reads ClickUp's dates, which are always milliseconds. A day is four o'clock in the morning in the account's zone.
     * Only some answers say if the time counts; in other answers that hour means a day.
     */
    public static final class ClickUpDates {
        private static final LocalTime OF_A_DAY = LocalTime.of(4, 0);

        private ClickUpDates() {}

        /** Reads a date; null if there is none. A date out of range becomes the nearest possible date. */
        static @Nullable When read(JsonNode task, String field, AccountContext around) {
            Instant instant = Wire.moment(task, field);
            if (instant == null) {
                String said = Wire.said(task, field);
                return said == null ? null : When.near(said);
            }
            JsonNode timed = task.path(field + "_time");
            if (!timed.isBoolean()) {
                return day(instant, around.zone()).<When>map(day -> day).orElseGet(() -> new When.Moment(instant));
            }
            return timed.asBoolean()
                    ? new When.Moment(instant)
                    : day(instant, around).orElseGet(() -> new When.Day(LocalDate.ofInstant(instant, around.zone())));
        }

        /** Returns the dates that are out of range, as their original texts, by the sync's field names. */
        static SortedMap<String, String> odd(JsonNode of) {
            SortedMap<String, String> odd = new TreeMap<>();
            Map.of("start_date", "startDate", "due_date", "dueDate").forEach((field, name) -> {
                String said = Wire.said(of, field);
                if (said != null && Wire.moment(of, field) == null) {
                    odd.put(name, said);
                }
            });
            return odd;
        }

        /**
         * Returns the other possible readings of a date: the day in each former zone of the account, as ClickUp keeps
         * stored dates when the zone changes; and the moment, if only the hour suggests a day.
         *
         * @param other the other date of the task; if it is a moment, this date may be a moment, too
         */
        static Set<When> readings(JsonNode task, String field, AccountContext around, @Nullable When other) {
            Instant instant = Wire.moment(task, field);
            if (instant == null) {
                return Set.of();
            }
            JsonNode timed = task.path(field + "_time");
            Set<When> readings = new HashSet<>();
            if (!timed.isBoolean() || other instanceof When.Moment) {
                readings.add(new When.Moment(instant));
            }
            if (!timed.isBoolean() || !timed.asBoolean()) {
                around.zones().forEach(zone -> day(instant, zone).ifPresent(readings::add));
            }
            When first = read(task, field, around);
            if (first != null) {
                readings.remove(first);
            }
            return readings;
        }

        /** Returns the day, if the hour stands for a day in the present zone of the account or in a former one. */
        static Optional<When.Day> day(Instant instant, AccountContext around) {
            return around.zones().stream()
                    .flatMap(zone -> day(instant, zone).stream())
                    .findFirst();
        }

        private static Optional<When.Day> day(Instant instant, ZoneId zone) {
            ZonedDateTime there = instant.atZone(zone);
            return isHourOfADay(there) ? Optional.of(new When.Day(there.toLocalDate())) : Optional.empty();
        }

        /** True if the hour stands for a day: four o'clock, or the next hour if the clock skips four o'clock. */
        private static boolean isHourOfADay(ZonedDateTime there) {
            return there.equals(there.toLocalDate().atTime(OF_A_DAY).atZone(there.getZone()));
        }

        static long write(When when, ZoneId zone) {
            return switch (when) {
                case When.Day(var date) ->
                    date.atTime(OF_A_DAY).atZone(zone).toInstant().toEpochMilli();
                case When.Moment(var instant) -> instant.toEpochMilli();
            };
        }
    }

    /**
     * The data about the account that is needed to read its tasks.
     *
     * @param zones the account's zones: the present zone, then former zones
     * @param addresses the addresses of the workspace's people, by their ids
     * @param abandoned the closing statuses that mean abandoned, in lower case
     */
    public record AccountContext(List<ZoneId> zones, Map<String, String> addresses, Set<String> abandoned) {
        /** The tag that marks a task as abandoned if its list has no status with that meaning. */
        public static final String TAG = "abandoned";

        public AccountContext(ZoneId zone, Map<String, String> addresses, Set<String> abandoned) {
            this(List.of(zone), addresses, abandoned);
        }

        public AccountContext {
            zones = List.copyOf(zones);
            addresses = Map.copyOf(addresses);
            abandoned = Set.copyOf(abandoned);
        }

        public ZoneId zone() {
            return zones.getFirst();
        }

        boolean isAbandoned(String status) {
            return abandoned.contains(status.strip().toLowerCase(Locale.ROOT));
        }

        /** Returns the id of the person with the address. */
        Optional<String> person(String address) {
            return addresses.entrySet().stream()
                    .filter(each -> each.getValue().equals(address))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        @Nullable
        String address(String person) {
            return addresses.get(person);
        }
    }
}
