package dev.devledger.adapters.dashboard.frame;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as a person reads it: how long ago it was, and by the clock. */
public record At(Instant instant, Instant now) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public String iso() {
        return instant.toString();
    }

    public String utc() {
        return utc(instant);
    }

    /** Without the day, which is told beside it. */
    public String clock() {
        return CLOCK.format(instant);
    }

    public static String utc(Instant instant) {
        return UTC.format(instant);
    }

    public String ago() {
        Span span = Span.between(instant, now);
        return span.isNow() ? "just now" : span + " ago";
    }
}
