package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.time.DayView.Stretch;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day in a time zone. */
record CalendarDay(LocalDate date, ZoneId zone) {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /** Returns the day in a parameter, or the default. */
    static LocalDate asked(PageQuery asked, String name, LocalDate otherwise) {
        LocalDate day = asked.day(name);
        return day == null ? otherwise : day;
    }

    Instant begin() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Returns the start of the next day, as some days have 23 or 25 hours. */
    Instant end() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Returns the part of a period within this day. */
    Stretch part(Instant start, Instant end) {
        return new Stretch(start.isBefore(begin()) ? begin() : start, end.isAfter(end()) ? end() : end, zone);
    }

    LoggedEntry part(LoggedEntry whole) {
        Stretch part = part(whole.start(), whole.end());
        return new LoggedEntry(whole.key(), part.from(), part.to());
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

    /** Writes times of a time zone. In an hour that occurs twice, times have their offset, as in the API. */
    record LocalClock(ZoneId zone) {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        private static final DateTimeFormatter TIME_OF_TWO = DateTimeFormatter.ofPattern("HH:mm xxx", Locale.ROOT);
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM ", Locale.ENGLISH);

        String time(Instant at) {
            ZonedDateTime local = at.atZone(zone);
            boolean twice =
                    zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
            return (twice ? TIME_OF_TWO : TIME).format(local);
        }

        /** Returns the time, with its day if it is not on the given day. */
        String time(Instant at, LocalDate on) {
            ZonedDateTime local = at.atZone(zone);
            return local.toLocalDate().equals(on) ? time(at) : DAY.format(local) + time(at);
        }
    }
}
