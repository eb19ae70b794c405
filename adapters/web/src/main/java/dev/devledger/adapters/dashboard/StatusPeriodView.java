package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.StatusPeriod;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stay in a status as a bar of a chart. The begin and the width of the bar are in per cent of the whole chart.
 *
 * @param to the end of the stay; null for the current stay
 * @param cut true if the stay is longer than its bar shows
 * @param brief true if the stay is shorter than its bar shows
 */
record StatusPeriodView(
        String status,
        ShownInstant from,
        @Nullable ShownInstant to,
        ShownDuration time,
        @Nullable String reason,
        String actor,
        double x,
        double width,
        boolean cut,
        boolean brief) {
    /** The smallest width of a bar, so that each bar is visible. */
    private static final double LEAST = 0.5;

    /** The number of stays above which a long stay is cut, as it would leave no room for the other stays. */
    private static final int MANY = 12;

    /** The length at which a longer stay is cut, among many stays. */
    private static final double LONGEST = Duration.ofDays(60).toMillis();

    private static final double WHOLE = 100;

    /**
     * Places the stays one after the other, so that they fill the chart. A time without a stay, such as while the
     * project was deleted, is a gap. Among many stays, the bar of a long stay is shorter than the stay.
     */
    static List<StatusPeriodView> of(List<StatusPeriod> stays, Instant now) {
        Instant begin = stays.isEmpty() ? now : stays.getFirst().from();
        double told = millis(begin, now);
        for (StatusPeriod stay : stays) {
            told -= millis(stay.from(), end(stay, now)) - length(stay, stays, now);
        }
        double least = Math.max(1, told) * LEAST / WHOLE;
        double whole = 0;
        Instant end = begin;
        for (StatusPeriod stay : stays) {
            whole += millis(end, stay.from()) + Math.max(least, length(stay, stays, now));
            end = end(stay, now);
        }
        whole += millis(end, now);
        List<StatusPeriodView> views = new ArrayList<>();
        double x = 0;
        end = begin;
        for (StatusPeriod stay : stays) {
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

    /** Returns the length of a stay in the chart. */
    private static double length(StatusPeriod stay, List<StatusPeriod> stays, Instant now) {
        double length = millis(stay.from(), end(stay, now));
        return stays.size() > MANY ? Math.min(LONGEST, length) : length;
    }

    private static StatusPeriodView of(
            StatusPeriod stay, Instant now, double x, double width, boolean cut, boolean brief) {
        return new StatusPeriodView(
                stay.status(),
                new ShownInstant(stay.from(), now),
                stay.to() == null ? null : new ShownInstant(stay.to(), now),
                new ShownDuration(stay.seconds()),
                stay.reason(),
                stay.actor(),
                x,
                width,
                cut,
                brief);
    }

    /** Returns the stay with a service's title instead of its name, as in the history. */
    StatusPeriodView named(Connectors connectors) {
        String who = connectors.titleOrName(actor);
        return new StatusPeriodView(status, from, to, time, reason, who, x, width, cut, brief);
    }

    private static Instant end(StatusPeriod stay, Instant now) {
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

    /** Returns the place of the sign on a bar that is cut. */
    String middle() {
        return percent(x + width / 2);
    }

    /** Returns the part of the time that the bar does not show. */
    ShownDuration missing() {
        return new ShownDuration(cut ? time.seconds() - (long) (LONGEST / 1000) : 0);
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    /**
     * Returns the tooltip.
     *
     * @param end the word for the end of the current stay
     */
    String words(String end) {
        return "%s for %s%s, from %s to %s, by %s%s"
                .formatted(
                        status,
                        time,
                        brief ? " (shorter than the bar)" : "",
                        from.dateTime(),
                        to == null ? end : to.dateTime(),
                        actor,
                        reason == null ? "" : ": " + reason);
    }

    /**
     * The total time in a status, and the number of stays.
     *
     * @param time the time; null if the project never was in the status, which differs from a short time
     */
    record Sum(String status, @Nullable ShownDuration time, int stays) {
        String words() {
            return time == null ? "–" : stays > 1 ? time + " (" + stays + "×)" : time.toString();
        }
    }

    /** Returns the sums of all unfinished statuses, and of any other statuses that the project had. */
    static List<Sum> sums(List<StatusPeriodView> stays) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        StatusLabel.UNFINISHED.forEach(each -> sums.put(
                StatusLabel.of(each).word(), new Sum(StatusLabel.of(each).word(), null, 0)));
        stays.forEach(stay -> sums.merge(
                stay.status(),
                new Sum(stay.status(), stay.time(), 1),
                (one, other) ->
                        new Sum(one.status(), new ShownDuration(seconds(one) + seconds(other)), one.stays() + 1)));
        return List.copyOf(sums.values());
    }

    private static long seconds(Sum sum) {
        return sum.time() == null ? 0 : sum.time().seconds();
    }

    /** Returns the sum of all stays, which excludes the time while the project was deleted. */
    static ShownDuration total(List<StatusPeriodView> stays) {
        return new ShownDuration(
                stays.stream().mapToLong(stay -> stay.time().seconds()).sum());
    }

    /**
     * The labels below the chart, as far as they have room: the word and the begin of each stay, so that colour is not
     * the only sign. The table has all words and dates as well.
     *
     * @param still the current status, if a narrow window does not show its begin; otherwise null
     * @param dates the begin of each stay
     * @param cut the stays that are longer than their bars show
     * @param brief the stays that are shorter than their bars show
     */
    record PeriodAxis(
            List<Label> words,
            @Nullable String still,
            List<Date> dates,
            List<StatusPeriodView> cut,
            List<StatusPeriodView> brief) {
        /** The width of the longest word in per cent of the chart, which is never narrower than 40 rem. */
        private static final double WORD = 11;

        private static final double DATE = 9;
        private static final double DATE_WITH_YEAR = 14;

        /** The place to the right of which the label of the chart's end stands. */
        private static final double END = 94;

        /** The left edge of the part of a chart of 40 rem that a window of 20 rem shows. */
        private static final double IN_SIGHT = 55;

        private static final Duration DAYS = Duration.ofDays(2);

        /** The precision of dates. */
        enum Precision {
            CLOCK("HH:mm", DATE),
            DAY("d MMM", DATE),
            YEAR("d MMM uuuu", DATE_WITH_YEAR);

            private final DateTimeFormatter words;
            private final double room;

            Precision(String pattern, double room) {
                this.words = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
                this.room = room;
            }

            private String words(Instant at) {
                return words.format(at.atZone(ShownInstant.zone()));
            }
        }

        /** @param x the left edge of the label */
        record Label(String text, String x, String status) {}

        /**
         * @param x the left edge of the date
         * @param at the moment in ISO 8601
         */
        record Date(String text, String x, String at, Precision told) {}

        static PeriodAxis of(List<StatusPeriodView> stays, Instant until) {
            Precision told = told(stays, until);
            List<Label> words = new ArrayList<>();
            List<Date> dates = new ArrayList<>();
            double free = 0;
            for (StatusPeriodView stay : stays) {
                if (stay.width() >= WORD) {
                    words.add(new Label(stay.status(), stay.left(), stay.status()));
                }
                if (stay.x() >= free && stay.x() + told.room <= END) {
                    ShownInstant from = stay.from();
                    dates.add(new Date(told.words(from.instant()), stay.left(), from.iso(), told));
                    free = stay.x() + told.room;
                }
            }
            return new PeriodAxis(
                    List.copyOf(words),
                    stays.isEmpty() ? null : still(stays.getLast()),
                    List.copyOf(dates),
                    stays.stream().filter(StatusPeriodView::cut).toList(),
                    stays.stream().filter(StatusPeriodView::brief).toList());
        }

        private static @Nullable String still(StatusPeriodView last) {
            return last.to() == null && last.x() < IN_SIGHT ? last.status() : null;
        }

        /** Returns the precision that distinguishes the dates: time of day, day, or day with year. */
        private static Precision told(List<StatusPeriodView> stays, Instant until) {
            if (stays.isEmpty()) {
                return Precision.DAY;
            }
            Instant from = stays.getFirst().from().instant();
            if (Duration.between(from, until).compareTo(DAYS) < 0) {
                return Precision.CLOCK;
            }
            boolean inOneYear = from.atZone(ShownInstant.zone()).getYear()
                    == until.atZone(ShownInstant.zone()).getYear();
            return inOneYear ? Precision.DAY : Precision.YEAR;
        }
    }

    /**
     * Converts a moment to its place in the chart, in per cent of the chart: the lengths of bars may differ from the
     * real time.
     */
    record PeriodScale(List<StatusPeriodView> stays, Instant until) {
        private static final double WHOLE = 100;

        Instant begin() {
            return stays.isEmpty() ? until : stays.getFirst().from().instant();
        }

        /**
         * Returns the place of a moment. A moment before the first stay is at the beginning of the chart, and a moment
         * after the last stay is at the end.
         */
        double x(Instant at) {
            Instant before = begin();
            double left = 0;
            for (StatusPeriodView stay : stays) {
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
