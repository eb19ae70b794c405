package dev.devledger.adapters.dashboard;

import dev.devledger.application.history.StatusTimeline.Stay;
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
 */
record StayView(String status, At from, @Nullable At to, Span time, @Nullable String reason, String actor, double x, double width) {
    /** Of one that would be too narrow to be seen. */
    private static final double LEAST = 0.5;

    private static final double WHOLE = 100;

    static List<StayView> of(List<Stay> stays, Instant now) {
        if (stays.isEmpty()) {
            return List.of();
        }
        Instant begin = stays.getFirst().from();
        double all = Math.max(1, Duration.between(begin, now).toSeconds());
        List<StayView> views = new ArrayList<>();
        for (Stay stay : stays) {
            double x = Duration.between(begin, stay.from()).toSeconds() / all * WHOLE;
            double width = Math.max(LEAST, stay.seconds() / all * WHOLE);
            views.add(new StayView(
                    stay.status(),
                    new At(stay.from(), now),
                    stay.to() == null ? null : new At(stay.to(), now),
                    new Span(stay.seconds()),
                    stay.reason(),
                    stay.actor(),
                    Math.clamp(x, 0, WHOLE - LEAST),
                    Math.min(width, WHOLE)));
        }
        return views;
    }

    String left() {
        return percent(x);
    }

    String share() {
        return percent(Math.min(width, WHOLE - x));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    /** What is told of it when somebody points at it. */
    String words() {
        return "%s for %s, from %s to %s, by %s%s"
                .formatted(
                        status,
                        time,
                        from.utc(),
                        to == null ? "now" : to.utc(),
                        actor,
                        reason == null ? "" : ": " + reason);
    }

    /** How long in each status, and in how many stays. */
    record Sum(String status, Span time, int stays) {}

    static List<Sum> sums(List<StayView> stays) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        stays.forEach(stay -> sums.merge(
                stay.status(),
                new Sum(stay.status(), stay.time(), 1),
                (one, other) -> new Sum(
                        one.status(), new Span(one.time().seconds() + other.time().seconds()), one.stays() + 1)));
        return List.copyOf(sums.values());
    }
}
