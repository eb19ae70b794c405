package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.simulation.TimeSimulation.TimeBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More worlds with {@code -Ddevledger.simulation.seeds=500}, others with {@code -Ddevledger.simulation.first=5000}, and one
 * of them alone, with its story, with {@code -Ddevledger.simulation.seed=7}.
 */
class TimeSimulationTest {
    private static final int WORLDS = 20;

    @Test
    void time_that_is_logged_here_and_in_two_services_meets_and_then_nothing_moves() {
        requireWhole(false);
    }

    @Test
    void so_it_does_where_calls_fail_and_processes_die() {
        requireWhole(true);
    }

    @Test
    void and_where_an_agent_has_a_timer_beside_the_persons() {
        long first = TimeSimulation.AGENTS_FROM;
        assertThat(LongStream.range(first, first + Long.getLong("devledger.simulation.seeds", WORLDS))
                        .mapToObj(seed -> new TimeSimulation(seed, true).fails())
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    /** 1488: whose entry the start of a timer is. 2763: a change that came to nothing where somebody else wrote. */
    @ParameterizedTest
    @ValueSource(longs = {1_488, 2_763})
    void worlds_that_were_broken_once_stay_whole(long seed) {
        assertThat(new TimeSimulation(seed, true).fails()).isEmpty();
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        TimeSimulation one = new TimeSimulation(1, true);
        TimeSimulation other = new TimeSimulation(1, true);
        assertThat(one.fails()).isEqualTo(other.fails());
        assertThat(one.trace()).isEqualTo(other.trace()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ADDED_TWICE, T2",
        "UNHEARD_IS_GONE, T",
        "STALE_LOOK, T",
        "AN_HOUR_OFF, T",
        "NOTHING_RUNS, T",
        "PLACE_FORGOTTEN, T1"
    })
    void a_planted_bug_is_found(TimeBug bug, String invariant) {
        Optional<String> first = LongStream.range(0, 3L * WORLDS)
                .mapToObj(seed -> new TimeSimulation(seed, true, bug).fails())
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(first).hasValueSatisfying(failure -> assertThat(failure).contains("): " + invariant));
    }

    private static void requireWhole(boolean faults) {
        Long one = Long.getLong("devledger.simulation.seed");
        long first = one == null ? Long.getLong("devledger.simulation.first", 0) : one;
        long last = one == null ? first + Long.getLong("devledger.simulation.seeds", WORLDS) : one + 1;
        List<String> broken = new ArrayList<>();
        int compared = 0;
        for (long seed = first; seed < last; seed++) {
            TimeSimulation simulation = new TimeSimulation(seed, faults);
            Optional<String> failure = simulation.fails();
            failure.ifPresent(broken::add);
            if (failure.isPresent() && one != null) {
                broken.addAll(simulation.trace());
            }
            compared += simulation.compared();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(
                    broken.size() + " of " + (last - first) + " worlds are broken:\n" + String.join("\n", broken));
        }
        assertThat(compared).as("what is compared in the end").isPositive();
    }
}
