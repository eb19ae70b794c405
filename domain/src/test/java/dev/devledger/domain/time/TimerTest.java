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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerTest {
    private static final Instant NINE = Instant.parse("2026-03-31T09:00:00Z");

    private final TimeEntryDecider decider = new TimeEntryDecider();
    private final Map<TimeEntryId, TimeEntry> entries = new LinkedHashMap<>();

    private void send(List<TimeEntryCommand> commands) {
        for (TimeEntryCommand command : commands) {
            TimeEntry state = entries.getOrDefault(command.entry(), decider.initial());
            for (TimeEntryEvent event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
            }
            entries.put(command.entry(), state);
        }
    }

    private Timer timer() {
        return timer(null);
    }

    private Timer timer(String agent) {
        Timer.Worker worker = new Timer.Worker(PersonId.OWNER, agent);
        return new Timer(entries.entrySet().stream()
                .filter(each -> each.getValue() instanceof TimeEntry.Present present
                        && present.details().running()
                        && present.details().worker().equals(worker))
                .map(each -> new Timer.Running(
                        each.getKey(),
                        new TimeEntryKey(each.getKey().value().getLeastSignificantBits()),
                        each.getValue().present().details().start()))
                .toList());
    }

    private TimeEntryCommand.Create running(long number, Instant start, Instant at) {
        return running(number, start, at, null);
    }

    private TimeEntryCommand.Create running(long number, Instant start, Instant at, String agent) {
        TimeEntryDetails details = new TimeEntryDetails(
                PersonId.OWNER,
                null,
                null,
                start,
                null,
                ZoneOffset.UTC,
                null,
                Collections.emptySortedSet(),
                false,
                false,
                agent);
        return new TimeEntryCommand.Create(
                new TimeEntryId(new UUID(0, number)), new TimeEntryKey(number), details, false, at);
    }

    @Test
    void a_second_timer_is_refused_and_named() {
        send(timer().start(running(1, NINE, NINE), false));
        assertThatThrownBy(() -> timer().start(running(2, NINE, NINE), false))
                .isInstanceOfSatisfying(Rejection.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Rejection.Code.CONFLICT_STATE);
                    assertThat(refused.facts()).containsEntry("running", "E-1");
                });
    }

    @Test
    void what_runs_ends_where_the_next_one_starts() {
        send(timer().start(running(1, NINE, NINE), false));
        Instant noon = NINE.plusSeconds(10_800);
        send(timer().start(running(2, noon, noon.plusSeconds(60)), true));
        assertThat(entries.get(new TimeEntryId(new UUID(0, 1)))
                        .present()
                        .details()
                        .end())
                .isEqualTo(noon);
        assertThat(timer().running()).extracting(each -> each.key().number()).containsExactly(2L);
        assertThatThrownBy(() -> timer().start(running(3, NINE, noon.plusSeconds(60)), true))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("E-2");
    }

    @Test
    void a_forgotten_timer_can_be_stopped_after_days() {
        send(timer().start(running(1, NINE, NINE), false));
        Instant later = NINE.plusSeconds(300_000);
        send(timer().stop(later, "Forgotten", later));
        assertThat(timer().running()).isEmpty();
        assertThat(timer().stop(later, null, later)).isEmpty();
    }

    /** Here, or as it runs ahead in the service that has started it: it has no length, and can be stopped all the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7_200})
    void where_the_clock_was_set_back_it_ends_where_it_started(long seconds) {
        send(timer().start(running(1, NINE, NINE), false));
        Instant now = NINE.minusSeconds(seconds).plusMillis(300);
        send(timer().stop(now, "Short", now));
        TimeEntryDetails ended =
                entries.get(new TimeEntryId(new UUID(0, 1))).present().details();
        assertThat(ended.end()).isEqualTo(NINE);
        assertThat(ended.note()).isEqualTo("Short");
        assertThat(ended.seconds(now)).isZero();
    }

    @Test
    void where_the_clock_was_set_back_the_next_one_starts_all_the_same() {
        send(timer().start(running(1, NINE, NINE), false));
        Instant now = NINE.minusSeconds(60);
        send(timer().start(running(2, now, now.plusMillis(300)), true));
        assertThat(timer().running()).extracting(each -> each.key().number()).containsExactly(2L);
        Instant earlier = now.minusSeconds(1);
        assertThatThrownBy(() -> timer().stop(earlier, null, NINE))
                .as("which is past, and was said")
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("E-2");
    }

    @Test
    void a_person_and_each_agent_have_a_timer_of_their_own() {
        send(timer().start(running(1, NINE, NINE), false));
        send(timer("codex").start(running(2, NINE, NINE, "codex"), false));
        send(timer("claude-code").start(running(3, NINE, NINE, "claude-code"), false));
        assertThatThrownBy(() -> timer("codex").start(running(4, NINE, NINE, "codex"), false))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.facts()).containsEntry("running", "E-2"));
        Instant noon = NINE.plusSeconds(10_800);
        send(timer("codex").stop(noon, "Done", noon));
        assertThat(timer("codex").running()).isEmpty();
        assertThat(timer().running()).extracting(each -> each.key().number()).containsExactly(1L);
        assertThat(timer("claude-code").running())
                .extracting(each -> each.key().number())
                .containsExactly(3L);
    }

    @Test
    void the_agent_stays_with_both_parts_of_an_entry_and_its_time_is_not_merged_with_another_ones() {
        send(timer("codex").start(running(1, NINE, NINE, "codex"), false));
        Instant noon = NINE.plusSeconds(10_800);
        TimeEntryId second = new TimeEntryId(new UUID(0, 2));
        send(EntrySplitMerge.split(read(1), NINE.plusSeconds(60), second, new TimeEntryKey(2), noon));
        assertThat(entries.values())
                .extracting(each -> each.present().details().agent())
                .containsExactly("codex", "codex");
        send(timer("codex").stop(noon, null, noon));
        send(List.of(running(3, noon, noon)));
        send(timer().stop(noon, null, noon));
        assertThatThrownBy(() -> EntrySplitMerge.merge(List.of(read(2), read(3)), noon))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("E-2 and E-3 differ in agent");
    }

    private EntrySplitMerge.ReadEntry read(long number) {
        TimeEntryId entry = new TimeEntryId(new UUID(0, number));
        TimeEntry.Present present = entries.get(entry).present();
        return new EntrySplitMerge.ReadEntry(entry, new TimeEntryKey(number), present.details(), present.version());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void never_do_two_run_whatever_is_asked(long seed) {
        Random random = new Random(seed);
        Instant now = NINE;
        int refused = 0;
        for (int i = 1; i < 400; i++) {
            now = now.plusSeconds(random.nextInt(4_000));
            Instant at = now.minusSeconds(random.nextInt(2_000));
            try {
                send(
                        switch (random.nextInt(4)) {
                            case 0 -> timer().start(running(i, at, now), false);
                            case 1 -> timer().start(running(i, at, now), true);
                            case 2 -> timer().stop(at, null, now);
                            default -> timer().discard(now);
                        });
            } catch (Rejection expected) {
                refused++;
            }
            assertThat(timer().running()).hasSizeLessThan(2);
        }
        assertThat(refused).isBetween(20, 300);
        assertThat(entries).hasSizeGreaterThan(100);
    }
}
