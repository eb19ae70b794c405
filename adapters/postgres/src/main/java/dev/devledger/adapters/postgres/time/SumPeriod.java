package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeGrouping.By;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The days, weeks or months by which time is summed up, as SQL: each has a number, also where there are none.
 *
 * @param by null where it is summed up by none of them
 */
record SumPeriod(@Nullable By by, ZonePieces zone, Months months) {
    private static final int DAYS = 7;
    private static final int MONTHS = 12;

    /** The first Monday. */
    private static final int MONDAY = 4;

    /**
     * When each of the last months began: to look a moment up among them is cheaper than to find its day and its month.
     *
     * @param begins one more than there are months
     */
    record Months(long first, List<Long> begins) {
        private static final int BACK = 240;
        private static final int AHEAD = 12;

        static Months about(Instant now, ZoneId zone) {
            YearMonth first = YearMonth.from(now.atZone(zone)).minusMonths(BACK);
            return new Months(
                    number(first),
                    LongStream.rangeClosed(0, BACK + AHEAD)
                            .mapToObj(month -> first.plusMonths(month)
                                    .atDay(1)
                                    .atStartOfDay(zone)
                                    .toEpochSecond())
                            .toList());
        }

        private static long number(YearMonth month) {
            return (long) month.getYear() * MONTHS + month.getMonthValue() - 1;
        }

        String of(String second, String other) {
            return "case when %1$s >= %2$d and %1$s < %3$d then %4$d + width_bucket(%1$s, '{%5$s}'::bigint[]) else %6$s end"
                    .formatted(
                            second,
                            begins.getFirst(),
                            begins.getLast(),
                            first - 1,
                            begins.stream()
                                    .limit(begins.size() - 1L)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(",")),
                            other);
        }
    }

    /** In which a second is. */
    String of(String second) {
        String day = zone.day(second);
        return by == By.MONTH ? months.of(second, ofDay(day)) : ofDay(day);
    }

    /** Of a time that is on one day; null where that is not easily said. */
    String ofOneDay(String second, String length, Instant now) {
        if (by == By.MONTH) {
            return "case when %s = 0 then %s end"
                    .formatted(zone.onOneDay(second, length, now, local -> "0"), of(second));
        }
        return zone.onOneDay(second, length, now, local -> ofDay("(%s / %d)".formatted(local, ZonePieces.DAY)));
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
