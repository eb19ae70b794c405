package dev.devledger.domain.shared;

import dev.devledger.domain.shared.Change.SetTo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day (all-day in the entity's time zone) or an instant, each of a year of four digits; returned in the form given. A
 * service's value may lie before {@link #isAllowed what the ledger accepts}. That rule is separate, because stored
 * values must stay readable when it changes.
 */
public sealed interface When {
    int EARLIEST = 1900;

    LocalDate EARLIEST_DAY = LocalDate.of(EARLIEST, 1, 1);

    Pattern DAY = Pattern.compile("(\\d{4}-\\d{2})-(\\d{2})(?!\\d)");

    LocalDate FIRST = LocalDate.of(1, 1, 1);
    LocalDate LAST = LocalDate.of(9999, 12, 31);

    record Day(LocalDate date) implements When {
        public Day {
            requireFourDigits(date);
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** An instant cut to milliseconds, the finest unit that both sides of the sync can hold. */
    record Moment(Instant instant) implements When {
        public Moment {
            instant = instant.truncatedTo(ChronoUnit.MILLIS);
            requireFourDigits(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** The refusal of a date outside of the allowed years; the message continues after the date. */
    final class OutOfRange extends DateTimeException {
        private static final long serialVersionUID = 1L;

        private OutOfRange(String message) {
            super(message);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a caller's input: {@code 2026-03-31} or {@code 2026-03-31T09:00:00Z} (any offset).
     *
     * @throws OutOfRange for a date that is not allowed
     * @throws DateTimeException for any other text
     */
    static When parse(String text) {
        if (text.length() == 10) {
            return new Day(within(EARLIEST_DAY, LAST, LocalDate.parse(text)));
        }
        Instant instant = OffsetDateTime.parse(text).toInstant();
        within(EARLIEST_DAY, LAST, LocalDate.ofInstant(instant, ZoneOffset.UTC));
        return new Moment(instant);
    }

    /**
     * Returns the date.
     *
     * @throws OutOfRange if it is before the first or after the last
     */
    static LocalDate within(LocalDate first, LocalDate last, LocalDate date) {
        if (date.isBefore(first)) {
            throw new OutOfRange("is before " + first + ", the earliest date allowed");
        }
        if (date.isAfter(last)) {
            throw new OutOfRange("is after " + last + ", the latest date allowed");
        }
        return date;
    }

    /** Reads a stored value, in the form of {@code toString()}; clamps the year to four digits. */
    static When read(String text) {
        if (text.indexOf('T') < 0) {
            return new Day(nearest(LocalDate.parse(text)));
        }
        Instant instant = Instant.parse(text);
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return new Moment(
                nearest(day).equals(day)
                        ? instant
                        : nearest(day).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * Returns the day at the text's start, or the nearest if its month has no such day; null if it starts with none.
     */
    static @Nullable Day near(String text) {
        Matcher said = DAY.matcher(text);
        try {
            if (!said.lookingAt()) {
                return null;
            }
            YearMonth month = YearMonth.parse(said.group(1));
            return new Day(month.atDay(Math.clamp(Integer.parseInt(said.group(2)), 1, month.lengthOfMonth())));
        } catch (DateTimeException noMonth) {
            return null;
        }
    }

    /**
     * True if the ledger accepts the value. Early dates are refused, as other programs write them for "none", such as
     * 1899-12-30.
     */
    static boolean isAllowed(When when) {
        return switch (when) {
            case Day(var date) -> date.getYear() >= EARLIEST;
            case Moment(var instant) ->
                LocalDate.ofInstant(instant, ZoneOffset.UTC).getYear() >= EARLIEST;
        };
    }

    /** Compares two values of the same form only. */
    default boolean isBefore(When other) {
        return switch (this) {
            case Day(var date) -> other instanceof Day(var day) && date.isBefore(day);
            case Moment(var instant) -> other instanceof Moment(var moment) && instant.isBefore(moment);
        };
    }

    private static void requireFourDigits(LocalDate date) {
        if (!nearest(date).equals(date)) {
            throw new DateTimeException("a year from 1 to 9999 is expected");
        }
    }

    private static LocalDate nearest(LocalDate date) {
        return date.getYear() < 1 ? FIRST : date.getYear() > 9999 ? LAST : date;
    }

    /** Start and due date. The zone defines where its days begin; both dates are of one form. */
    record Schedule(@Nullable When startDate, @Nullable When dueDate, ZoneId timeZone) {

        public static Schedule none(ZoneId timeZone) {
            return new Schedule(null, null, timeZone);
        }

        /** True if the dates are days; an entity without dates is not all-day. */
        public boolean allDay() {
            return startDate instanceof When.Day || dueDate instanceof When.Day;
        }

        public Schedule with(
                @Nullable SetTo<When> start,
                @Nullable SetTo<When> due,
                @Nullable SetTo<ZoneId> zone,
                ZoneId defaultZone) {
            return new Schedule(
                    SetTo.orElse(start, startDate),
                    SetTo.orElse(due, dueDate),
                    SetTo.orElse(zone, timeZone, defaultZone));
        }
    }
}
