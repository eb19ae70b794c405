package dev.devledger.adapters.dashboard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as a person reads it: how long ago it was, and by the clock. */
record At(Instant instant, Instant now) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    String iso() {
        return instant.toString();
    }

    String utc() {
        return UTC.format(instant);
    }

    String ago() {
        Span span = Span.between(instant, now);
        return span.isNow() ? "just now" : span + " ago";
    }
}
