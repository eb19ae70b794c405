package dev.devledger.adapters.dashboard.frame;

import java.time.Duration;
import java.time.Instant;

/** How long something took or takes, in its largest unit: "41 d", "3 h", "5 min", or "0 min" for less. */
public record Span(long seconds) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** A clock that was set back must not make a time below nothing. */
    public static Span between(Instant from, Instant to) {
        return new Span(Math.max(0, Duration.between(from, to).toSeconds()));
    }

    public boolean isNow() {
        return seconds < MINUTE;
    }

    public boolean isLongerThanDays(int days) {
        return seconds > days * DAY;
    }

    @Override
    public String toString() {
        if (seconds >= DAY) {
            return seconds / DAY + " d";
        }
        return seconds >= HOUR ? seconds / HOUR + " h" : seconds / MINUTE + " min";
    }
}
