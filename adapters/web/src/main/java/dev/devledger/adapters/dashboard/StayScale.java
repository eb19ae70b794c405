package dev.devledger.adapters.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
