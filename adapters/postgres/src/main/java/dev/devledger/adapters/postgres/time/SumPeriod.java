package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The days, weeks or months by which time is summed up, as SQL: each period has a number; without periods the number is
 * 0.
 *
 * @param by null for a sum without periods
 */
record SumPeriod(@Nullable By by, SumPeriod.ZoneOffsetPeriods zone) {
    private static final int DAYS = 7;
    private static final int MONTHS = 12;

    /** The number of the first day that is a Monday. */
    private static final int MONDAY = 4;

    SumPeriod byDay() {
        return new SumPeriod(By.DAY, zone);
    }

    /** Returns the number of the period that contains a second. */
    String of(String second) {
        return ofDay(zone.day(second));
    }

    String ofDay(String day) {
        return switch (by) {
            case DAY -> day;
            case WEEK -> "((%s - %d) / %d)".formatted(day, MONDAY, DAYS);
            case MONTH ->
                "(date_part('year', %1$s) * %2$d + date_part('month', %1$s) - 1)::bigint"
                        .formatted(
                                "(date '1970-01-01' + (%s + %d)::int)".formatted(day, ZoneOffsetPeriods.ZEROTH_DAY),
                                MONTHS);
            case null, default -> "0";
        };
    }

    /** Returns the first second of the period with this number. */
    String begin(String number) {
        return zone.begin(
                switch (by) {
                    case WEEK -> "(%s * %d + %d)".formatted(number, DAYS, MONDAY);
                    case MONTH ->
                        "(make_date((%1$s / %2$d)::int, (%1$s %% %2$d)::int + 1, 1) - date '1970-01-01' - %3$d::bigint)"
                                .formatted(number, MONTHS, ZoneOffsetPeriods.ZEROTH_DAY);
                    case null, default -> number;
                });
    }

    String told(long number) {
        return switch (by) {
            case DAY -> day(number).toString();
            case WEEK -> day(number * DAYS + MONDAY).toString();
            case MONTH ->
                YearMonth.of((int) (number / MONTHS), (int) (number % MONTHS) + 1)
                        .toString();
            case null, default -> throw new IllegalArgumentException("There is no period " + by);
        };
    }

    private static LocalDate day(long number) {
        return LocalDate.ofEpochDay(number + ZoneOffsetPeriods.ZEROTH_DAY);
    }

    /**
     * The spans of time in which a zone has one offset, as SQL on seconds since 1970. A lookup among them takes a third
     * of the time of PostgreSQL's lookup of the zone. The lookup gives Java's offset, which the ledger uses elsewhere,
     * also for zones that the database does not know.
     */
    record ZoneOffsetPeriods(List<OffsetPeriod> pieces) {
        /**
         * The epoch day of day 0, which is before all times that can be stored, so that no number is negative. It is a
         * Thursday, as in 1970.
         */
        static final long ZEROTH_DAY = -7 * 357_143L;

        static final int DAY = 86_400;

        private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

        /** The bound of the first and the last piece, which are open on that side. */
        private static final long NEVER = 1L << 50;

        /** The days added at both ends of a range, as a day may begin before the range and end after it. */
        private static final int MARGIN = 3;

        /**
         * @param from the first second of the piece
         * @param until the first second after the piece
         * @param over {@code from} as local time in the offset of the piece before
         * @param shift the number to add to a second to get its local time, counted from day 0
         */
        record OffsetPeriod(long from, long until, long over, long shift) {}

        /** @param from null for no bound; {@code to} likewise */
        static ZoneOffsetPeriods of(ZoneId zone, @Nullable Instant from, @Nullable Instant to) {
            Instant next = from == null || from.isBefore(FIRST) ? FIRST : from.minus(MARGIN, ChronoUnit.DAYS);
            Instant end = to == null || to.isAfter(LAST) ? LAST : to.plus(MARGIN, ChronoUnit.DAYS);
            List<OffsetPeriod> pieces = new ArrayList<>();
            long begin = -NEVER;
            long over = -NEVER;
            boolean more = true;
            while (more) {
                ZoneOffsetTransition change = zone.getRules().nextTransition(next);
                more = change != null && change.getInstant().isBefore(end);
                long until = change == null || !more ? NEVER : change.toEpochSecond();
                long shift = zone.getRules().getOffset(next).getTotalSeconds() - ZEROTH_DAY * DAY;
                pieces.add(new OffsetPeriod(begin, until, over, shift));
                next = change == null ? next : change.getInstant();
                begin = until;
                over = until + shift;
            }
            return new ZoneOffsetPeriods(List.copyOf(pieces));
        }

        /** Returns the number of the day that contains a second. */
        String day(String second) {
            return "((%s + %s) / %d)".formatted(second, at(second, OffsetPeriod::from, OffsetPeriod::shift), DAY);
        }

        /**
         * Returns the first second of a day. If midnight comes twice, it is the first midnight; if the clock skips
         * midnight, it is the first second after the skip.
         */
        String begin(String day) {
            String midnight = "(%s * %d)".formatted(day, DAY);
            return "greatest(%s, %s - %s)"
                    .formatted(
                            at(midnight, OffsetPeriod::over, OffsetPeriod::from),
                            midnight,
                            at(midnight, OffsetPeriod::over, OffsetPeriod::shift));
        }

        private String at(String second, ToLongFunction<OffsetPeriod> from, ToLongFunction<OffsetPeriod> value) {
            return "(%s)[width_bucket(%s, %s)]".formatted(array(value), second, array(from));
        }

        private String array(ToLongFunction<OffsetPeriod> value) {
            return pieces.stream()
                    .map(piece -> String.valueOf(value.applyAsLong(piece)))
                    .collect(Collectors.joining(",", "'{", "}'::bigint[]"));
        }
    }
}
