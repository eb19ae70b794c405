package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.At;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands below the picture of the stays, as many of it as have room: the word of each status, so that colour does not
 * say it alone, and when it began. All of it is in the table as well.
 *
 * @param still the word of the one that is so still, where its beginning is out of sight in a narrow window; else null
 * @param dates when each began
 * @param cut those that lasted longer than they are drawn
 * @param brief those that lasted shorter than they are drawn
 */
record StayAxis(List<Label> words, @Nullable String still, List<Date> dates, List<StayView> cut, List<StayView> brief) {
    /** A picture is never narrower than 40 rem: so much of it is as wide as the longest word. */
    private static final double WORD = 11;

    private static final double DATE = 9;
    private static final double DATE_WITH_YEAR = 14;

    /** At its right end is until when it is told. */
    private static final double END = 94;

    /** Of 40 rem a window of 20 rem shows what is to the right of that. */
    private static final double IN_SIGHT = 55;

    private static final Duration DAYS = Duration.ofDays(2);

    /** How precisely it is told, which the page does once more in the zone of whoever reads it. */
    enum Told {
        CLOCK("HH:mm 'UTC'", DATE_WITH_YEAR),
        DAY("d MMM", DATE),
        YEAR("d MMM uuuu", DATE_WITH_YEAR);

        private final DateTimeFormatter words;
        private final double room;

        Told(String pattern, double room) {
            this.words = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
            this.room = room;
        }

        private String words(Instant at) {
            return words.format(at);
        }
    }

    /** @param x where it begins */
    record Label(String text, String x, String status) {}

    /**
     * @param x where it begins
     * @param at as ISO 8601
     */
    record Date(String text, String x, String at, Told told) {}

    static StayAxis of(List<StayView> stays, Instant until) {
        Told told = told(stays, until);
        List<Label> words = new ArrayList<>();
        List<Date> dates = new ArrayList<>();
        double free = 0;
        for (StayView stay : stays) {
            if (stay.width() >= WORD) {
                words.add(new Label(stay.status(), stay.left(), stay.status()));
            }
            if (stay.x() >= free && stay.x() + told.room <= END) {
                At from = stay.from();
                dates.add(new Date(told.words(from.instant()), stay.left(), from.iso(), told));
                free = stay.x() + told.room;
            }
        }
        return new StayAxis(
                List.copyOf(words),
                stays.isEmpty() ? null : still(stays.getLast()),
                List.copyOf(dates),
                stays.stream().filter(StayView::cut).toList(),
                stays.stream().filter(StayView::brief).toList());
    }

    private static @Nullable String still(StayView last) {
        return last.to() == null && last.x() < IN_SIGHT ? last.status() : null;
    }

    /** What tells the one from the other: the clock, the day, or the year too. */
    private static Told told(List<StayView> stays, Instant until) {
        if (stays.isEmpty()) {
            return Told.DAY;
        }
        Instant from = stays.getFirst().from().instant();
        if (Duration.between(from, until).compareTo(DAYS) < 0) {
            return Told.CLOCK;
        }
        boolean inOneYear = from.atZone(ZoneOffset.UTC).getYear()
                == until.atZone(ZoneOffset.UTC).getYear();
        return inOneYear ? Told.DAY : Told.YEAR;
    }
}
