package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * More worlds with {@code -Ddevledger.simulation.seeds=500}, others with {@code -Ddevledger.simulation.first=5000}, and one
 * of them alone, with its story, with {@code -Ddevledger.simulation.seed=7}.
 */
class TwoServicesSimulationTest {
    private static final int WORLDS = 8;

    @Test
    void what_people_do_in_both_services_and_here_meets_and_then_nothing_moves() {
        requireWhole(false);
    }

    @Test
    void so_it_does_where_calls_fail() {
        requireWhole(true);
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(story()).isEqualTo(story());
    }

    /** What goes to and fro between the two, and a mass deletion that nobody has agreed to. */
    @ParameterizedTest
    @CsvSource({"OWN_FORM, I11", "GUARD_PER_CYCLE, I6"})
    void a_planted_bug_is_found(Sabotage bug, String invariant) {
        Optional<String> first = LongStream.range(0, 2L * WORLDS)
                .mapToObj(
                        seed -> new TwoServicesSimulation(seed, true).with(bug).fails())
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(first).hasValueSatisfying(failure -> assertThat(failure).contains("): " + invariant + ": "));
    }

    private static List<String> story() {
        TwoServicesSimulation simulation = new TwoServicesSimulation(1, true);
        assertThat(simulation.fails()).isEmpty();
        return simulation.trace();
    }

    private static void requireWhole(boolean faults) {
        Long one = Long.getLong("devledger.simulation.seed");
        long first = one == null ? Long.getLong("devledger.simulation.first", 0) : one;
        long last = one == null ? first + Long.getLong("devledger.simulation.seeds", WORLDS) : one + 1;
        List<String> broken = new ArrayList<>();
        int agreed = 0;
        for (long seed = first; seed < last; seed++) {
            TwoServicesSimulation simulation = new TwoServicesSimulation(seed, faults);
            Optional<String> failure = simulation.fails();
            failure.ifPresent(broken::add);
            if (failure.isPresent() && one != null) {
                broken.addAll(simulation.trace());
            }
            agreed += simulation.agreed();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("of " + (last - first) + " worlds are broken:\n" + String.join("\n", broken));
        }
        assertThat(agreed).as("what is compared in the end").isPositive();
    }
}
