package dev.devledger.adapters.dashboard.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A part of a day, in words and as the fields of a form take it. */
record Stretch(Instant from, Instant to, ZoneId zone) {
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    String words() {
        LocalClock clock = new LocalClock(zone);
        return clock.time(from) + "–" + clock.time(to) + " (" + time().words() + ")";
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
