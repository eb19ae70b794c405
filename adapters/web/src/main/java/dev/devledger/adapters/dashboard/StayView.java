package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.Span;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.history.StatusTimeline.Stay;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Duration;
import java.time.Instant;
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
}
