package dev.devledger.adapters.sandbox.clickup.tasks;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Dates without a time, as ClickUp keeps them. */
final class Days {
    private static final LocalTime FOUR = LocalTime.of(4, 0);

    private Days() {}

    /** Four in the morning of the day in which the moment falls for that person; a later move of theirs changes nothing. */
    static long of(long moment, ZoneId zone) {
        return Instant.ofEpochMilli(moment)
                .atZone(zone)
                .toLocalDate()
                .atTime(FOUR)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }
}
