package dev.devledger.adapters.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands below the picture of the stays, as many of it as have room: the word of each status, so that colour does not
 * say it alone, and when it began. All of it is in the table as well.
 *
 * @param dates when each began
 * @param cut those that lasted longer than they are drawn
 */
record StayAxis(List<Label> words, List<Label> dates, List<StayView> cut) {
    /** A picture is never narrower than 40 rem: so much of it is as wide as the longest word. */
    private static final double WORD = 11;

    private static final double DATE = 9;
    private static final double DATE_WITH_YEAR = 14;

    /** At its right end is until when it is told. */
    private static final double END = 94;

    private static final Duration DAYS = Duration.ofDays(2);
    private static final DateTimeFormatter CLOCK = words("HH:mm");
    private static final DateTimeFormatter DAY = words("d MMM");
    private static final DateTimeFormatter DAY_OF_YEAR = words("d MMM uuuu");

    /** @param x where it begins */
    record Label(String text, String x, String status) {}

    private static DateTimeFormatter words(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static StayAxis of(List<StayView> stays, Instant until) {
        DateTimeFormatter told = told(stays, until);
        double room = told.equals(DAY_OF_YEAR) ? DATE_WITH_YEAR : DATE;
        List<Label> words = new ArrayList<>();
        List<Label> dates = new ArrayList<>();
        double free = 0;
        for (StayView stay : stays) {
            if (stay.width() >= WORD) {
                words.add(new Label(stay.status(), stay.left(), stay.status()));
            }
            if (stay.x() >= free && stay.x() + room <= END) {
                dates.add(new Label(told.format(stay.from().instant()), stay.left(), stay.status()));
                free = stay.x() + room;
            }
        }
        return new StayAxis(
                List.copyOf(words),
                List.copyOf(dates),
                stays.stream().filter(StayView::cut).toList());
    }

    /** What tells the one from the other: the clock, the day, or the year too. */
    private static DateTimeFormatter told(List<StayView> stays, Instant until) {
        if (stays.isEmpty()) {
            return DAY;
        }
        Instant from = stays.getFirst().from().instant();
        if (Duration.between(from, until).compareTo(DAYS) < 0) {
            return CLOCK;
        }
        boolean inOneYear = from.atZone(ZoneOffset.UTC).getYear()
                == until.atZone(ZoneOffset.UTC).getYear();
        return inOneYear ? DAY : DAY_OF_YEAR;
    }
}
