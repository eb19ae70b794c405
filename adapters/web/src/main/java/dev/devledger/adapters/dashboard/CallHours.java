package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Count;
import dev.devledger.application.sync.memory.Cycles.HourOfCalls;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many calls to a service each of the last hours had, the oldest first; as high as the fullest of them. */
record CallHours(List<Hour> hours) {
    static final int HEIGHT = 28;

    private static final int SHOWN = 24;

    /** Of an hour that had any. */
    private static final long LEAST = 2;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    record Hour(Instant begin, long calls, String x, String width, long height) {
        long y() {
            return HEIGHT - height;
        }

        String words() {
            return count(calls) + " from " + utc();
        }

        String utc() {
            return CLOCK.format(begin);
        }
    }

    /** The beginning of the first hour that is shown; the one that runs is the last. */
    static Instant first(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).minus(SHOWN - 1L, ChronoUnit.HOURS);
    }

    static CallHours of(Collection<HourOfCalls> counted, Instant now) {
        Map<Instant, Long> calls = counted.stream().collect(Collectors.toMap(HourOfCalls::hour, HourOfCalls::calls));
        long most = calls.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new CallHours(IntStream.range(0, SHOWN)
                .mapToObj(i -> {
                    Instant begin = first(now).plus(i, ChronoUnit.HOURS);
                    long count = calls.getOrDefault(begin, 0L);
                    long height = count == 0 ? 0 : Math.max(LEAST, count * HEIGHT / most);
                    return new Hour(begin, count, percent(i), percent(0.8), height);
                })
                .toList());
    }

    private static String percent(double hours) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * hours / SHOWN);
    }

    private static Count count(long calls) {
        return new Count(calls, "call", "calls");
    }

    boolean isEmpty() {
        return full().isEmpty();
    }

    /** Those that had calls, the newest first. */
    List<Hour> full() {
        return hours.reversed().stream().filter(hour -> hour.calls() > 0).toList();
    }

    Hour fullest() {
        return hours.stream().max(Comparator.comparingLong(Hour::calls)).orElseThrow();
    }

    /** What the picture says at a glance; when the fullest of them began is a time of its own. */
    String words() {
        long all = hours.stream().mapToLong(Hour::calls).sum();
        return count(all) + " in the last 24 hours, the most in an hour: "
                + count(fullest().calls());
    }
}
