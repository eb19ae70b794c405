package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.At.Span;
import dev.devledger.adapters.dashboard.frame.FieldWord.StatusWord;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.Stay;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stay in a status as a bar of a picture: where it begins and how wide it is, in per cent of the whole.
 *
 * @param to null where it is so still
 * @param cut whether it lasted longer than it is drawn
 * @param brief whether it lasted shorter than it is drawn
 */
record StayView(
        String status,
        At from,
        @Nullable At to,
        Span time,
        @Nullable String reason,
        String actor,
        double x,
        double width,
        boolean cut,
        boolean brief) {
    /** Of one that would be too narrow to be seen. */
    private static final double LEAST = 0.5;

    /** Among more stays than these a long one leaves no room for the others. */
    private static final int MANY = 12;

    /** As long as the picture shows one among many. */
    private static final double LONGEST = Duration.ofDays(60).toMillis();

    private static final double WHOLE = 100;

    /**
     * One behind the other; where there is none, as while it was deleted, is a gap. All of them together are the whole. Among
     * many a long pause is drawn shorter than it was.
     */
    static List<StayView> of(List<Stay> stays, Instant now) {
        Instant begin = stays.isEmpty() ? now : stays.getFirst().from();
        double told = millis(begin, now);
        for (Stay stay : stays) {
            told -= millis(stay.from(), end(stay, now)) - length(stay, stays, now);
        }
        double least = Math.max(1, told) * LEAST / WHOLE;
        double whole = 0;
        Instant end = begin;
        for (Stay stay : stays) {
            whole += millis(end, stay.from()) + Math.max(least, length(stay, stays, now));
            end = end(stay, now);
        }
        whole += millis(end, now);
        List<StayView> views = new ArrayList<>();
        double x = 0;
        end = begin;
        for (Stay stay : stays) {
            x += millis(end, stay.from());
            double length = length(stay, stays, now);
            double width = Math.max(least, length);
            boolean cut = length < millis(stay.from(), end(stay, now));
            views.add(of(stay, now, x / whole * WHOLE, width / whole * WHOLE, cut, length < least));
            x += width;
            end = end(stay, now);
        }
        return views;
    }

    /** As it is drawn. */
    private static double length(Stay stay, List<Stay> stays, Instant now) {
        double length = millis(stay.from(), end(stay, now));
        return stays.size() > MANY ? Math.min(LONGEST, length) : length;
    }

    private static StayView of(Stay stay, Instant now, double x, double width, boolean cut, boolean brief) {
        return new StayView(
                stay.status(),
                new At(stay.from(), now),
                stay.to() == null ? null : new At(stay.to(), now),
                new Span(stay.seconds()),
                stay.reason(),
                stay.actor(),
                x,
                width,
                cut,
                brief);
    }

    /** A service by its title, as in the history. */
    StayView named(Connectors connectors) {
        String who = connectors.titleOrName(actor);
        return new StayView(status, from, to, time, reason, who, x, width, cut, brief);
    }

    private static Instant end(Stay stay, Instant now) {
        return stay.to() == null ? now : stay.to();
    }

    private static double millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    String left() {
        return percent(x);
    }

    String share() {
        return percent(width);
    }

    /** Where a sign says that it is not drawn as long as it was. */
    String middle() {
        return percent(x + width / 2);
    }

    /** How much of it is not drawn. */
    Span missing() {
        return new Span(cut ? time.seconds() - (long) (LONGEST / 1000) : 0);
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    /** What is told of it when somebody points at it; {@code end} is until when it lasts where it is so still. */
    String words(String end) {
        return "%s for %s%s, from %s to %s, by %s%s"
                .formatted(
                        status,
                        time,
                        brief ? " (shorter than it is drawn)" : "",
                        from.utc(),
                        to == null ? end : to.utc(),
                        actor,
                        reason == null ? "" : ": " + reason);
    }

    /**
     * How long in a status, and in how many stays.
     *
     * @param time null where it never was in it, which is something else than shortly
     */
    record Sum(String status, @Nullable Span time, int stays) {
        String words() {
            return time == null ? "–" : stays > 1 ? time + " (" + stays + "×)" : time.toString();
        }
    }

    /** Of those in which work goes on all, of the others those in which it ever was. */
    static List<Sum> sums(List<StayView> stays) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        StatusWord.UNFINISHED.forEach(each ->
                sums.put(StatusWord.of(each).word(), new Sum(StatusWord.of(each).word(), null, 0)));
        stays.forEach(stay -> sums.merge(
                stay.status(),
                new Sum(stay.status(), stay.time(), 1),
                (one, other) -> new Sum(one.status(), new Span(seconds(one) + seconds(other)), one.stays() + 1)));
        return List.copyOf(sums.values());
    }

    private static long seconds(Sum sum) {
        return sum.time() == null ? 0 : sum.time().seconds();
    }

    /** In all of them, so without what it was deleted. */
    static Span total(List<StayView> stays) {
        return new Span(stays.stream().mapToLong(stay -> stay.time().seconds()).sum());
    }

    /**
     * What stands below the picture of the stays, as many of it as have room: the word of each status, so that colour does not
     * say it alone, and when it began. All of it is in the table as well.
     *
     * @param still the word of the one that is so still, where its beginning is out of sight in a narrow window; else null
     * @param dates when each began
     * @param cut those that lasted longer than they are drawn
     * @param brief those that lasted shorter than they are drawn
     */
    record StayAxis(
            List<Label> words, @Nullable String still, List<Date> dates, List<StayView> cut, List<StayView> brief) {
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
                this.words =
                        DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
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

    /** Where a moment is in the picture of the stays, in per cent of the whole: a bar may be longer or shorter than it was. */
    record StayScale(List<StayView> stays, Instant until) {
        private static final double WHOLE = 100;

        Instant begin() {
            return stays.isEmpty() ? until : stays.getFirst().from().instant();
        }

        /** What is before the first stay is at its beginning, and what is after the last one at the end. */
        double x(Instant at) {
            Instant before = begin();
            double left = 0;
            for (StayView stay : stays) {
                Instant from = stay.from().instant();
                Instant to = stay.to() == null ? until : stay.to().instant();
                if (at.isBefore(from)) {
                    return between(before, left, from, stay.x(), at);
                }
                if (at.isBefore(to)) {
                    return between(from, stay.x(), to, stay.x() + stay.width(), at);
                }
                before = to;
                left = stay.x() + stay.width();
            }
            return at.isBefore(until) ? between(before, left, until, WHOLE, at) : WHOLE;
        }

        private static double between(Instant from, double left, Instant to, double right, Instant at) {
            if (!at.isAfter(from)) {
                return left;
            }
            double share = (double) Duration.between(from, at).toMillis()
                    / Math.max(1, Duration.between(from, to).toMillis());
            return left + share * (right - left);
        }
    }
}
