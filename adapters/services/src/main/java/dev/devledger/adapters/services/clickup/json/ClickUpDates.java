package dev.devledger.adapters.services.clickup.json;

import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Dates as ClickUp writes them: milliseconds always, and a day is four in the morning of it in the zone of the account.
 * Whether a time counts some answers say and others do not; then that hour is a day.
 */
public final class ClickUpDates {
    private static final LocalTime OF_A_DAY = LocalTime.of(4, 0);

    private ClickUpDates() {}

    /** What is near, where it is in no calendar; null where nothing is. */
    static @Nullable When read(JsonNode task, String field, Surroundings around) {
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

    /** By the names of the sync, those dates of it that are in no calendar, as they are said. */
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
     * What else it may say: it is the day that it was in a zone in which the account was before, as ClickUp moves nothing when
     * that changes; and of an hour that is that of a day, and says no more, a moment.
     *
     * @param other the other date of the task, beside which a day may be a moment
     */
    static Set<When> readings(JsonNode task, String field, Surroundings around, @Nullable When other) {
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

    /** As far as the hour tells, in one of the zones in which the account is or was. */
    static Optional<When.Day> day(Instant instant, Surroundings around) {
        return around.zones().stream()
                .flatMap(zone -> day(instant, zone).stream())
                .findFirst();
    }

    private static Optional<When.Day> day(Instant instant, ZoneId zone) {
        ZonedDateTime there = instant.atZone(zone);
        return isHourOfADay(there) ? Optional.of(new When.Day(there.toLocalDate())) : Optional.empty();
    }

    /** Where that hour is skipped it is the next one. */
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
