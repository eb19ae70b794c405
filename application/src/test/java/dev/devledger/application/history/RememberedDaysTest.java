package dev.devledger.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.HistoryCounts.CachedDayCounts;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.Moments.SettledHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The days that are counted once, and the days that are counted each time. */
class RememberedDaysTest {
    private static final HistoryFilter ALL = HistoryFilter.ALL;
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private final List<LocalDate> counted = new ArrayList<>();
    private final NavigableMap<LocalDate, Map<String, Long>> entries = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-10T23:30:00Z");
    private Instant settled = now;

    private final DayCounts all = (first, filter, zone) -> {
        counted.add(first);
        return new TreeMap<>(entries.tailMap(first, true));
    };

    private final CachedDayCounts days = new CachedDayCounts(all, new Heads(), new Clock() {
        @Override
        public ZoneId getZone() {
            return UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private final class Heads implements SettledHead {
        @Override
        public SettledHead.Head now() {
            return new SettledHead.Head(1, settled, 1);
        }

        @Override
        public boolean end(Instant time) {
            return true;
        }

        @Override
        public long positionAt(Instant time) {
            return 1;
        }
    }

    private void entry(String day) {
        entries.merge(
                LocalDate.parse(day),
                Map.of("mcp", 1L),
                (many, one) -> Map.of("mcp", many.get("mcp") + one.get("mcp")));
    }

    @Test
    void a_day_that_is_over_is_counted_once_and_the_one_that_goes_on_each_time() {
        entry("2026-01-03");
        entry("2026-01-10");
        assertThat(days.from(FIRST, ALL, UTC)).isEqualTo(entries);
        entry("2026-01-10");
        assertThat(days.from(FIRST, ALL, UTC)).isEqualTo(entries);
        assertThat(counted).containsExactly(FIRST, LocalDate.parse("2026-01-10"));
    }

    @Test
    void when_a_day_ends_the_next_look_counts_from_it_on() {
        entry("2026-01-10");
        days.from(FIRST, ALL, UTC);
        entry("2026-01-10");
        now = settled = Instant.parse("2026-01-11T00:00:00Z");
        assertThat(days.from(FIRST.plusDays(1), ALL, UTC)).isEqualTo(entries);
        entry("2026-01-11");
        assertThat(days.from(FIRST.plusDays(1), ALL, UTC)).isEqualTo(entries);
        assertThat(counted).containsExactly(FIRST, LocalDate.parse("2026-01-10"), LocalDate.parse("2026-01-11"));
    }

    /** A write that began before midnight may become visible after midnight. */
    @Test
    void a_day_is_over_when_nothing_of_it_is_on_its_way() {
        now = Instant.parse("2026-01-11T00:00:01Z");
        settled = Instant.parse("2026-01-10T23:59:59Z");
        days.from(FIRST, ALL, UTC);
        entry("2026-01-10");
        assertThat(days.from(FIRST, ALL, UTC)).isEqualTo(entries);
        settled = now;
        days.from(FIRST, ALL, UTC);
        days.from(FIRST, ALL, UTC);
        assertThat(counted)
                .containsExactly(
                        FIRST,
                        LocalDate.parse("2026-01-10"),
                        LocalDate.parse("2026-01-10"),
                        LocalDate.parse("2026-01-11"));
    }

    @Test
    void after_an_hour_all_are_counted_anew() {
        days.from(FIRST, ALL, UTC);
        entry("2026-01-05");
        now = now.plus(Duration.ofMinutes(61));
        assertThat(days.from(FIRST, ALL, UTC)).isEqualTo(entries);
    }

    @Test
    void what_can_change_later_on_and_other_filters_and_zones_are_counted_for_themselves() {
        days.from(FIRST, ALL, UTC);
        days.from(FIRST, ALL.with(HistoryFilter.AGENT, "ada"), UTC);
        days.from(FIRST, ALL, ZoneId.of("Europe/Berlin"));
        days.from(FIRST.minusDays(1), ALL, UTC);
        for (int i = 0; i < 2; i++) {
            days.from(FIRST, ALL.with(HistoryFilter.WITHIN, new UUID(0, 1)), UTC);
            days.from(FIRST, ALL.with(HistoryFilter.WORDS, List.of("word")), UTC);
        }
        assertThat(counted).containsOnly(FIRST, FIRST.minusDays(1)).hasSize(8);
    }
}
