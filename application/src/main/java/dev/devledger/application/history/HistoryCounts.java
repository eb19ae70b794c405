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

/** How much happened. */
public interface HistoryCounts {
    /** Further back nothing is counted: all of these entries are read. */
    Duration FURTHEST = Duration.ofDays(90);

    enum Group {
        DAY,
        CLIENT,
        ACTOR,
        TOOL,
        CHANNEL
    }

    /**
     * @param of the day such as 2026-03-31, or the name; null for what was done without any, such as without a tool
     * @param changes how many entries
     * @param changeSets in how many change sets these were
     * @param undone how many of these somebody took back; null where some are older than what is known of undos
     * @param projects how many projects they were about, in their tasks too
     * @param last when the last of them was
     */
    record Count(
            @Nullable String of,
            long changes,
            long changeSets,
            @Nullable Long undone,
            long projects,
            Instant last) {}

    /**
     * Days in their order, those without an entry left out; all others with the most entries first, at most 500.
     *
     * @param filter of which {@code since} is given
     * @param zone of the days
     */
    List<Count> by(Group group, HistoryFilter filter, ZoneId zone);

    /** How many entries there are of each day by the channel that they came through, and nothing else of them. */
    interface DayCounts {
        /**
         * Days in their order, those without an entry left out.
         *
         * @param first from which on they are counted, whatever the filter says of times
         * @param zone of the days
         */
        NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone);
    }

    /**
     * Counts a day that is over once, and then only the one that goes on: whoever looks at a page that is drawn anew with each change
     * would read all of the last months each time.
     */
    final class RememberedDays implements DayCounts {
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
}
