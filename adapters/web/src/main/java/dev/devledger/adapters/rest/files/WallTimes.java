package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.adapters.rest.http.Parser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads days and times in reports of other services, which have many forms and no time zone. */
record WallTimes(ZoneId zone, TimeFileOptions.@Nullable DateOrder order) {
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{4})");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s*([AaPp])\\.?[Mm]\\.?)?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}):([0-5]\\d)(?::([0-5]\\d))?");
    private static final int NOON = 12;

    /** The first allowed year, as everywhere in the ledger. */
    static final int EARLIEST = 1900;

    record Span(Instant start, Instant end) {
        Duration length() {
            return Duration.between(start, end);
        }
    }

    /** Returns the order of day and month that the numbers of a date show; null if the date is ambiguous. */
    static TimeFileOptions.@Nullable DateOrder order(String date) {
        Matcher last = YEAR_LAST.matcher(date);
        if (!last.matches()) {
            return null;
        }
        boolean dayFirst = number(last, 1) > NOON || last.group(2).equals(".");
        return number(last, 3) > NOON
                ? TimeFileOptions.DateOrder.MONTH_FIRST
                : dayFirst ? TimeFileOptions.DateOrder.DAY_FIRST : null;
    }

    static boolean isYearLast(String date) {
        return YEAR_LAST.matcher(date).matches();
    }

    LocalDateTime moment(String date, String time) throws Parser.InvalidText {
        return day(date).atTime(hour(time));
    }

    LocalDate day(String text) throws Parser.InvalidText {
        Matcher first = YEAR_FIRST.matcher(text);
        Matcher last = YEAR_LAST.matcher(text);
        try {
            if (first.matches()) {
                return day(number(first, 1), number(first, 2), number(first, 3));
            }
            if (last.matches() && order != null) {
                boolean dayFirst = order == TimeFileOptions.DateOrder.DAY_FIRST;
                return day(number(last, 4), number(last, dayFirst ? 3 : 1), number(last, dayFirst ? 1 : 3));
            }
        } catch (DateTimeException noSuchDay) {
            // reported below, like any other text that is not a day
        }
        throw new Parser.InvalidText("is " + Parser.quoted(text)
                + "; a day such as 2026-03-31, 31/03/2026 or 03/31/2026 is expected, in one form in all of the file");
    }

    private static LocalDate day(int year, int month, int day) {
        if (year < EARLIEST) {
            throw new DateTimeException("a year that is no year of work");
        }
        return LocalDate.of(year, month, day);
    }

    static LocalTime hour(String text) throws Parser.InvalidText {
        Matcher time = TIME.matcher(text);
        try {
            if (time.matches()) {
                String half = time.group(4);
                int hour = number(time, 1);
                if (half != null && (hour < 1 || hour > NOON)) {
                    throw new DateTimeException("no hour of half a day");
                }
                int of24 = half == null ? hour : hour % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
                return LocalTime.of(of24, number(time, 2), time.group(3) == null ? 0 : number(time, 3));
            }
        } catch (DateTimeException noSuchTime) {
            // reported below, like any other text that is not a time
        }
        throw new Parser.InvalidText(
                "is " + Parser.quoted(text) + "; a time such as 09:05, 21:05:30 or 9:05 PM is expected");
    }

    /** Reads a length; null for another form, such as hours with a decimal point. */
    static @Nullable Duration length(String text) {
        Matcher length = LENGTH.matcher(text);
        return length.matches()
                ? Duration.ofSeconds(number(length, 1) * 3_600L
                        + number(length, 2) * 60L
                        + (length.group(3) == null ? 0 : number(length, 3)))
                : null;
    }

    private static int number(Matcher of, int group) {
        return Integer.parseInt(of.group(group));
    }

    /**
     * Returns the span. In the hour that occurs twice, the first hour counts, unless another hour fits the length
     * better, which may be rounded. Without a length, the first hour counts unless the end would precede the start.
     */
    Span span(LocalDateTime start, LocalDateTime end, @Nullable Duration length) {
        Span best = new Span(first(start), first(end));
        for (Instant from : moments(start)) {
            for (Instant to : moments(end)) {
                Span span = new Span(from, to);
                best = isBetter(span, best, length) ? span : best;
            }
        }
        return best;
    }

    private static boolean isBetter(Span span, Span best, @Nullable Duration length) {
        return length == null
                ? best.length().isNegative() && !span.length().isNegative()
                : span.length()
                                .minus(length)
                                .abs()
                                .compareTo(best.length().minus(length).abs())
                        < 0;
    }

    Instant first(LocalDateTime moment) {
        return moments(moment).getFirst();
    }

    /**
     * Returns the moments of a local time. A local time within the gap of a clock change is shifted by the length of
     * the gap.
     */
    private List<Instant> moments(LocalDateTime moment) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(moment);
        return offsets.isEmpty()
                ? List.of(moment.atZone(zone).toInstant())
                : offsets.stream().map(moment::toInstant).toList();
    }
}
