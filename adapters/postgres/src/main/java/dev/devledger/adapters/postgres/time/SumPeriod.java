package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeGrouping.By;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The days, weeks or months by which time is summed up, as SQL: each has a number, also where there are none.
 *
 * @param by null where it is summed up by none of them
 */
record SumPeriod(@Nullable By by, ZonePieces zone) {
    private static final int DAYS = 7;
    private static final int MONTHS = 12;

    /** The first Monday. */
    private static final int MONDAY = 4;

    SumPeriod byDay() {
        return new SumPeriod(By.DAY, zone);
    }

    /** In which a second is. */
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
                                "(date '1970-01-01' + (%s + %d)::int)".formatted(day, ZonePieces.ZEROTH_DAY), MONTHS);
            case null, default -> "0";
        };
    }

    /** The first second of the period with a number. */
    String begin(String number) {
        return zone.begin(
                switch (by) {
                    case WEEK -> "(%s * %d + %d)".formatted(number, DAYS, MONDAY);
                    case MONTH ->
                        "(make_date((%1$s / %2$d)::int, (%1$s %% %2$d)::int + 1, 1) - date '1970-01-01' - %3$d::bigint)"
                                .formatted(number, MONTHS, ZonePieces.ZEROTH_DAY);
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
        return LocalDate.ofEpochDay(number + ZonePieces.ZEROTH_DAY);
    }
}
