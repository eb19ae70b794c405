package dev.devledger.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a time zone. A day begins at midnight, or at the first later time if the clock skips midnight, and has
 * its real length.
 */
public record Days(ZoneId zone) {

    /** The part of a time span that is on one day. */
    public record Part(LocalDate day, Instant start, Instant end) {
        public long seconds() {
            return Duration.between(start, end).toSeconds();
        }
    }

    /** Splits a time span into its days, in order; a span without length gives one part without length. */
    public List<Part> parts(Instant start, Instant end) {
        List<Part> parts = new ArrayList<>();
        Instant from = start;
        while (true) {
            LocalDate day = LocalDate.ofInstant(from, zone);
            Instant next = begin(day.plusDays(1));
            if (!next.isBefore(end)) {
                parts.add(new Part(day, from, end.isBefore(from) ? from : end));
                return List.copyOf(parts);
            }
            parts.add(new Part(day, from, next));
            from = next;
        }
    }

    public Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Returns the day's length: 23 or 25 hours where the clock changes, 23.5 or 24.5 in some zones. */
    public Duration length(LocalDate day) {
        return Duration.between(begin(day), begin(day.plusDays(1)));
    }
}
