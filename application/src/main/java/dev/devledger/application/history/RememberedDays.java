package dev.devledger.application.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts a day that is over once, and then only the one that goes on: whoever looks at a page that is drawn anew with each change
 * would read all of the last months each time.
 */
public final class RememberedDays implements DayCounts {
    /** What could not be filed and was later on comes into a day that is over; then it is seen after so long. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private record Asked(HistoryFilter filter, ZoneId zone) {}

    /** @param end the first day that is not among them */
    private record Known(
            LocalDate first, LocalDate end, NavigableMap<LocalDate, Map<String, Long>> days, Instant counted) {}

    /** Of the filters that were asked for last. */
    private static final int FILTERS = 50;

    private final DayCounts all;
    private final SettledHead heads;
    private final Clock clock;
    private final Cache<Asked, Known> known =
            Caffeine.newBuilder().maximumSize(FILTERS).build();

    /** @param all counts what it is asked for */
    public RememberedDays(DayCounts all, SettledHead heads, Clock clock) {
        this.all = all;
        this.heads = heads;
        this.clock = clock;
    }

    @Override
    public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
        if (!filter.isOfWhatStays()) {
            return all.from(first, filter, zone);
        }
        Asked asked = new Asked(filter, zone);
        Instant now = clock.instant();
        Known before = known(asked, first, now);
        LocalDate over = LocalDate.ofInstant(earlier(heads.now().until(), now), zone);
        NavigableMap<LocalDate, Map<String, Long>> days =
                new TreeMap<>(before.days().tailMap(first, true));
        days.putAll(all.from(before.end(), filter, zone));
        NavigableMap<LocalDate, Map<String, Long>> finished =
                Collections.unmodifiableNavigableMap(new TreeMap<>(days.headMap(over, false)));
        known.put(asked, new Known(first, over, finished, before.counted()));
        return days;
    }

    private Known known(Asked asked, LocalDate first, Instant now) {
        Known before = known.getIfPresent(asked);
        boolean good = before != null
                && !before.first().isAfter(first)
                && before.end().isAfter(first)
                && before.counted().plus(GOOD_FOR).isAfter(now);
        return before != null && good ? before : new Known(first, first, Collections.emptyNavigableMap(), now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
