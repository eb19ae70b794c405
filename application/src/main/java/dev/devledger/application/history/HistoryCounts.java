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
    /** The longest time span that can be counted, as all of its entries are read. */
    Duration FURTHEST = Duration.ofDays(90);

    enum Group {
        DAY,
        CLIENT,
        ACTOR,
        TOOL,
        CHANNEL
    }

    /**
     * @param of the day, such as 2026-03-31, or the name; null for entries that have none, such as no tool
     * @param changes the number of entries
     * @param changeSets the number of change sets that the entries are in
     * @param undone the number of these change sets that were undone; null if some are older than the records of undos
     * @param projects the number of projects that the entries, or the entries' tasks, belong to
     * @param last the time of the last entry
     */
    record Count(
            @Nullable String of,
            long changes,
            long changeSets,
            @Nullable Long undone,
            long projects,
            Instant last) {}

    /**
     * Returns the counts by that group: days in their order, without days that have no entry; other groups by the
     * number of entries, at most 500.
     *
     * @param filter a filter with {@code since}
     * @param zone the zone of the days
     */
    List<Count> by(Group group, HistoryFilter filter, ZoneId zone);

    /** The number of entries of each day by channel, and no other figures. */
    interface DayCounts {
        /**
         * Returns the days in their order, without days that have no entry.
         *
         * @param first the first day, whatever times the filter has
         * @param zone the zone of the days
         */
        NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone);
    }

    /**
     * Counts each past day once, and after that only the current day: a page that is redrawn after each change would
     * otherwise read all entries of the last months each time.
     */
    final class CachedDayCounts implements DayCounts {
        /**
         * The time after which all days are counted again: an event that first could not be filed may be added to a
         * past day later.
         */
        private static final Duration GOOD_FOR = Duration.ofHours(1);

        private record CountQuery(HistoryFilter filter, ZoneId zone) {}

        /** @param end the first day after the counted ones */
        private record CachedDays(
                LocalDate first, LocalDate end, NavigableMap<LocalDate, Map<String, Long>> days, Instant counted) {}

        /** The number of filters whose counts are kept; the filters used last stay. */
        private static final int FILTERS = 50;

        private final DayCounts all;
        private final SettledHead heads;
        private final Clock clock;
        private final Cache<CountQuery, CachedDays> known =
                Caffeine.newBuilder().maximumSize(FILTERS).build();

        /** @param all counts from the entries each time */
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
