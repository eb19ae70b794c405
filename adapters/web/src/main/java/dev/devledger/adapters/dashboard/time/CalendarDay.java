package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.domain.time.WorkingDays.Logged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day of a zone. */
record CalendarDay(LocalDate date, ZoneId zone) {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /** As a parameter says it, else another one. */
    static LocalDate asked(Asked asked, String name, LocalDate otherwise) {
        LocalDate day = asked.day(name);
        return day == null ? otherwise : day;
    }

    Instant begin() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Not a day of hours later: some have 23 or 25. */
    Instant end() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** What is within it, of what may begin before it or end after it. */
    Stretch part(Instant start, Instant end) {
        return new Stretch(start.isBefore(begin()) ? begin() : start, end.isAfter(end()) ? end() : end, zone);
    }

    Logged part(Logged whole) {
        Stretch part = part(whole.start(), whole.end());
        return new Logged(whole.key(), part.from(), part.to());
    }

    String title() {
        return LONG.format(date);
    }

    String name() {
        return SHORT.format(date);
    }

    String href() {
        return "/time?day=" + date;
    }
}
