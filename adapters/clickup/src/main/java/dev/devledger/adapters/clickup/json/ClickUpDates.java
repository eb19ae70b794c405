package dev.devledger.adapters.clickup.json;

import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Dates as ClickUp writes them: milliseconds always, and a day is four in the morning of it in the zone of the account.
 * Whether a time counts some answers say and others do not; then that hour is a day.
 */
public final class ClickUpDates {
    private static final LocalTime OF_A_DAY = LocalTime.of(4, 0);

    private ClickUpDates() {}

    static @Nullable When read(JsonNode task, String field, ZoneId zone) {
        Instant instant = Wire.instant(task, field);
        if (instant == null) {
            return null;
        }
        ZonedDateTime there = instant.atZone(zone);
        JsonNode timed = task.path(field + "_time");
        boolean day = timed.isBoolean() ? !timed.asBoolean() : isHourOfADay(there);
        return day ? new When.Day(there.toLocalDate()) : new When.Moment(instant);
    }

    /** As far as the hour tells. */
    static boolean isDay(Instant instant, ZoneId zone) {
        return isHourOfADay(instant.atZone(zone));
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
