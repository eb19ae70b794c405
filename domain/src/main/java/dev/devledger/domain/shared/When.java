package dev.devledger.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A day (all-day in the time zone beside it) or an instant; answered in the form given. */
public sealed interface When {
    record Day(LocalDate date) implements When {
        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** Cut to milliseconds, the finest that both sides of the sync can hold. */
    record Moment(Instant instant) implements When {
        public Moment {
            instant = instant.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** Reads {@code 2026-03-31} or {@code 2026-03-31T09:00:00Z} (any offset). Throws DateTimeException for all else. */
    static When parse(String text) {
        if (text.length() == 10) {
            return new Day(inRange(LocalDate.parse(text)));
        }
        Instant instant = OffsetDateTime.parse(text).toInstant();
        inRange(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        return new Moment(instant);
    }

    /** Only of two of one form. */
    default boolean isBefore(When other) {
        return switch (this) {
            case Day(var date) -> other instanceof Day(var day) && date.isBefore(day);
            case Moment(var instant) -> other instanceof Moment(var moment) && instant.isBefore(moment);
        };
    }

    private static LocalDate inRange(LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 9999) {
            throw new DateTimeException("a year from 1900 to 9999 is expected");
        }
        return date;
    }
}
