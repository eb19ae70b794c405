package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeEntryFilter;

/**
 * What of an entry is asked for, as SQL: all of it, or what is between {@code :since} and {@code :till}.
 *
 * @param from whether there is a first second, as with {@code to}
 */
record SumSpan(boolean from, boolean to) {

    static SumSpan of(TimeEntryFilter filter) {
        return new SumSpan(filter.from() != null, filter.to() != null);
    }

    /** What of a time that ends there is asked for. */
    String part(String end, String begin) {
        return from
                ? "greatest(0, %s - greatest(%s, :since))".formatted(end, begin)
                : "(%s - %s)".formatted(end, begin);
    }

    String end(String second) {
        return to ? "least(%s, :till)".formatted(second) : second;
    }

    /** How many entries have their first part on the day on which they begin. */
    String firsts() {
        return from ? "count(*) filter (where began >= :since or part > 0)" : "count(*)";
    }

    /** Whether a later day, from {@code opens} on, has the first part of its entry. */
    String isFirst() {
        return from ? "(opens <= :since)::int" : "0";
    }

    /** Days before it have no part. */
    String firstDay(String day, ZonePieces zone) {
        return from ? "greatest(%s, %s)".formatted(day, zone.day("cast(:since as bigint)")) : day;
    }
}
