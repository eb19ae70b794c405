package dev.devledger.adapters.dashboard.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the clocks of a zone show. Where an hour comes twice its times say which one they are of, as the API's do. */
record LocalClock(ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME_OF_TWO = DateTimeFormatter.ofPattern("HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM ", Locale.ENGLISH);

    String time(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return (twice ? TIME_OF_TWO : TIME).format(local);
    }

    /** With its day, where that is another one. */
    String time(Instant at, LocalDate on) {
        ZonedDateTime local = at.atZone(zone);
        return local.toLocalDate().equals(on) ? time(at) : DAY.format(local) + time(at);
    }
}
