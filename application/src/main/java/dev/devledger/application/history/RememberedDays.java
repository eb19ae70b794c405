package dev.devledger.application.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts a day that is over once, and then only the one that goes on: whoever looks at a page that is drawn anew with each change
 * would read all of the last months each time.
 *
 * @param all counts what it is asked for
 */
public record RememberedDays(DayCounts all, SettledHead heads, Clock clock, Memory memory) implements DayCounts {
    /** What could not be filed and was later on comes into a day that is over; then it is seen after so long. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private record Asked(HistoryFilter filter, ZoneId zone) {}

    /** @param end the first day that is not among them */
    private record Known(LocalDate first, LocalDate end, NavigableMap<LocalDate, Long> days, Instant counted) {}

    /** Of the filters that were asked for last. */
    public static final class Memory {
        private static final int FILTERS = 50;

        private final Map<Asked, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
                return size() > FILTERS;
            }
        });
    }

    public RememberedDays(DayCounts all, SettledHead heads, Clock clock) {
        this(all, heads, clock, new Memory());
    }

    @Override
    public NavigableMap<LocalDate, Long> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
        if (!filter.isOfWhatStays()) {
            return all.from(first, filter, zone);
        }
        Asked asked = new Asked(filter, zone);
        Instant now = clock.instant();
        Known known = known(asked, first, now);
        LocalDate over = LocalDate.ofInstant(earlier(heads.now().until(), now), zone);
        NavigableMap<LocalDate, Long> days = new TreeMap<>(known.days().tailMap(first, true));
        days.putAll(all.from(known.end(), filter, zone));
        NavigableMap<LocalDate, Long> finished =
                Collections.unmodifiableNavigableMap(new TreeMap<>(days.headMap(over, false)));
        memory.known.put(asked, new Known(first, over, finished, known.counted()));
        return days;
    }

    private Known known(Asked asked, LocalDate first, Instant now) {
        Known known = memory.known.get(asked);
        boolean good = known != null
                && !known.first().isAfter(first)
                && known.end().isAfter(first)
                && known.counted().plus(GOOD_FOR).isAfter(now);
        return known != null && good ? known : new Known(first, first, Collections.emptyNavigableMap(), now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
