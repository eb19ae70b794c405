package dev.devledger.adapters.dashboard.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A part of a day, in words and as the fields of a form take it. */
record Stretch(Instant from, Instant to, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    String words() {
        return TIME.format(from.atZone(zone)) + "–" + TIME.format(to.atZone(zone)) + " (" + time().words() + ")";
    }

    Worked time() {
        return new Worked(Duration.between(from, to).toSeconds());
    }

    String startField() {
        return FIELD.format(LocalDateTime.ofInstant(from, zone));
    }

    String endField() {
        return FIELD.format(LocalDateTime.ofInstant(to, zone));
    }
}
