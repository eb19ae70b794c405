package dev.devledger.adapters.sandbox.ticktick.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When a card is due, as a person reads it. */
record DueDate(ZonedDateTime at, boolean isAllDay) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" HH:mm", Locale.ENGLISH);

    boolean isOver(Instant now) {
        return isAllDay ? at.toLocalDate().isBefore(today(now)) : at.toInstant().isBefore(now);
    }

    String inWords(Instant now) {
        String time = isAllDay ? "" : TIME.format(at);
        if (at.toLocalDate().equals(today(now))) return "Today" + time;
        if (at.toLocalDate().equals(today(now).plusDays(1))) return "Tomorrow" + time;
        return (at.getYear() == today(now).getYear() ? DAY : DAY_OF_YEAR).format(at) + time;
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, at.getZone());
    }
}
