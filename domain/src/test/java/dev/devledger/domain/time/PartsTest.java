package dev.devledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final Instant NINE = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-04-01T09:00:00Z");

    private final TimeEntryDecider decider = new TimeEntryDecider();
    private final Map<TimeEntryId, TimeEntry> entries = new LinkedHashMap<>();

    private void send(Collection<TimeEntryCommand> commands) {
        for (TimeEntryCommand command : commands) {
            TimeEntry state = entries.getOrDefault(command.entry(), decider.initial());
            for (TimeEntryEvent event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
            }
            entries.put(command.entry(), state);
        }
    }

    private static TimeEntryDetails details(Instant start, Instant end, String note, String tag, boolean billed) {
        return new TimeEntryDetails(
                PersonId.OWNER,
                null,
                null,
                start,
                end,
                ZoneOffset.UTC,
                note,
                new TreeSet<>(List.of(tag)),
                true,
                billed);
    }

    private static TimeEntryId id(long number) {
        return new TimeEntryId(new UUID(0, number));
    }

    private void logged(long number, TimeEntryDetails details) {
        send(List.of(new TimeEntryCommand.Create(id(number), new TimeEntryKey(number), details, true, NOW)));
    }

    private EntrySplitMerge.ReadEntry seen(long number) {
        TimeEntry.Present present = entries.get(id(number)).present();
        return new EntrySplitMerge.ReadEntry(
                id(number), new TimeEntryKey(number), present.details(), present.version());
    }

    private List<EntrySplitMerge.ReadEntry> all() {
        return entries.keySet().stream()
                .filter(each -> entries.get(each) instanceof TimeEntry.Present)
                .map(each -> seen(each.value().getLeastSignificantBits()))
                .toList();
    }

    private long seconds() {
        return all().stream().mapToLong(each -> each.details().seconds(NOW)).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void splitting_and_merging_keep_the_seconds(long seed) {
        Random random = new Random(seed);
        for (int i = 1; i <= 5; i++) {
            Instant start = NINE.plusSeconds(random.nextInt(20_000));
            logged(i, details(start, start.plusSeconds(1 + random.nextInt(5_000)), "Note " + i, "tag" + i % 2, false));
        }
        long before = seconds();
        for (int i = 10; i < 60; i++) {
            List<EntrySplitMerge.ReadEntry> now = all();
            EntrySplitMerge.ReadEntry one = now.get(random.nextInt(now.size()));
            if (random.nextBoolean() && one.details().seconds(NOW) > 2) {
                Instant at = one.details()
                        .start()
                        .plusSeconds(1 + random.nextInt((int) one.details().seconds(NOW) - 1));
                send(EntrySplitMerge.split(one, at, id(i), new TimeEntryKey(i), NOW));
            } else if (now.size() > 1) {
                List<EntrySplitMerge.ReadEntry> some =
                        new ArrayList<>(now.subList(0, 2 + random.nextInt(now.size() - 1)));
                send(EntrySplitMerge.merge(some, NOW));
                assertThat(all()).hasSize(now.size() - some.size() + 1);
            }
            assertThat(seconds()).isEqualTo(before);
        }
        logged(99, details(NINE, NINE.plusSeconds(60), "Note 1", "TAG1", false));
        send(EntrySplitMerge.merge(all(), NOW));
        assertThat(all()).hasSize(1);
        assertThat(seconds()).isEqualTo(before + 60);
        assertThat(all().getFirst().details().note().split("\n"))
                .containsOnly("Note 1", "Note 2", "Note 3", "Note 4", "Note 5");
        assertThat(all().getFirst().details().tags()).hasSize(2).contains("tag0");
    }

    @Test
    void what_runs_is_split_where_it_has_been() {
        logged(1, details(NINE, null, "On", "a", false));
        send(EntrySplitMerge.split(seen(1), NINE.plusSeconds(60), id(2), new TimeEntryKey(2), NOW));
        assertThat(seen(1).details().end()).isEqualTo(NINE.plusSeconds(60));
        assertThat(seen(2).details().running()).isTrue();
        assertThat(seen(2).details().start()).isEqualTo(NINE.plusSeconds(60));
    }

    @Test
    void a_moment_outside_is_refused() {
        logged(1, details(NINE, NINE.plusSeconds(60), "On", "a", false));
        for (Instant at : List.of(NINE, NINE.plusSeconds(60), NINE.minusSeconds(1))) {
            assertThatThrownBy(() -> EntrySplitMerge.split(seen(1), at, id(2), new TimeEntryKey(2), NOW))
                    .isInstanceOf(Rejection.class)
                    .hasMessageContaining("at:");
        }
    }

    @Test
    void what_is_billed_or_differs_stays_as_it_is() {
        logged(1, details(NINE, NINE.plusSeconds(60), "On", "a", false));
        logged(2, details(NINE, NINE.plusSeconds(60), "On", "a", true));
        assertThatThrownBy(() -> EntrySplitMerge.merge(all(), NOW))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("E-2 is billed");
        assertThatThrownBy(() -> EntrySplitMerge.split(seen(2), NINE.plusSeconds(5), id(3), new TimeEntryKey(3), NOW))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("E-2 is billed");
        assertThatThrownBy(() -> EntrySplitMerge.merge(List.of(seen(1), seen(1)), NOW))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("at least two");
    }
}
