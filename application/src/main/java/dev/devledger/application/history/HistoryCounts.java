package dev.devledger.application.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.application.history.Moments.SettledHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts of the entries of the history. */
public interface HistoryCounts {
    /** The furthest time that is counted: all of these entries are read. */
    Duration FURTHEST = Duration.ofDays(90);

    enum Group {
        DAY,
        CLIENT,
        ACTOR,
        TOOL,
        CHANNEL
    }

    /**
     * @param of the day such as 2026-03-31, or the name; null for entries without one, such as without a tool
     * @param changes the number of entries
     * @param changeSets the number of their change sets
     * @param undone the number of these that were taken back; null if some are older than what is known of undos
     * @param projects the number of projects that they or their tasks belong to
     * @param last the time of the last of them
     */
    record Count(
            @Nullable String of,
            long changes,
            long changeSets,
            @Nullable Long undone,
            long projects,
            Instant last) {}

    /**
     * Returns the counts by that group: days in their order, those without an entry left out; all others with the most
     * entries first, at most 500.
     *
     * @param filter a filter with {@code since}
     * @param zone the zone of the days
     */
    List<Count> by(Group group, HistoryFilter filter, ZoneId zone);

    /** The number of entries of each day by channel, and nothing else of them. */
    interface DayCounts {
        /**
         * Returns the days in their order, those without an entry left out.
         *
         * @param first the first day, whatever the filter says of times
         * @param zone the zone of the days
         */
        NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone);
    }

    /**
     * Counts a day that is over once, and then only the current one: a page that is drawn anew with each change would
     * read all of the last months each time.
     */
    final class CachedDayCounts implements DayCounts {
        /**
         * The time after which all is counted again: an event that could not be filed at first may later be added to a
         * day that is over.
         */
        private static final Duration GOOD_FOR = Duration.ofHours(1);

        private record CountQuery(HistoryFilter filter, ZoneId zone) {}

        /** @param end the first day that is not among them */
        private record CachedDays(
                LocalDate first, LocalDate end, NavigableMap<LocalDate, Map<String, Long>> days, Instant counted) {}

        /** The number of filters whose counts are kept, the last used ones. */
        private static final int FILTERS = 50;

        private final DayCounts all;
        private final SettledHead heads;
        private final Clock clock;
        private final Cache<CountQuery, CachedDays> known =
                Caffeine.newBuilder().maximumSize(FILTERS).build();

        /** @param all counts without a memory */
        public CachedDayCounts(DayCounts all, SettledHead heads, Clock clock) {
            this.all = all;
            this.heads = heads;
            this.clock = clock;
        }

        @Override
        public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
            if (!filter.isOfWhatStays()) {
                return all.from(first, filter, zone);
            }
            CountQuery asked = new CountQuery(filter, zone);
            Instant now = clock.instant();
            CachedDays before = known(asked, first, now);
            LocalDate over = LocalDate.ofInstant(earlier(heads.now().until(), now), zone);
            NavigableMap<LocalDate, Map<String, Long>> days =
                    new TreeMap<>(before.days().tailMap(first, true));
            days.putAll(all.from(before.end(), filter, zone));
            NavigableMap<LocalDate, Map<String, Long>> finished =
                    Collections.unmodifiableNavigableMap(new TreeMap<>(days.headMap(over, false)));
            known.put(asked, new CachedDays(first, over, finished, before.counted()));
            return days;
        }

        private CachedDays known(CountQuery asked, LocalDate first, Instant now) {
            CachedDays before = known.getIfPresent(asked);
            boolean good = before != null
                    && !before.first().isAfter(first)
                    && before.end().isAfter(first)
                    && before.counted().plus(GOOD_FOR).isAfter(now);
            return before != null && good ? before : new CachedDays(first, first, Collections.emptyNavigableMap(), now);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }
}
