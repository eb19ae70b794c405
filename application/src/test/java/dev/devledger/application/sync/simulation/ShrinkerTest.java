package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.Simulation.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int STEPS = 150;

    private final Scenario whole = Scenario.of(7, STEPS);
    private int runs;

    private Failure failure(Scenario scenario, String invariant) {
        return new Failure(scenario, invariant, "", new AssertionError(), List.of());
    }

    private Scenario smallest(Predicate<Scenario> fails, String invariant) {
        Shrinker shrinker = new Shrinker(scenario -> {
            runs++;
            return fails.test(scenario) ? Optional.of(failure(scenario, invariant)) : Optional.empty();
        });
        return shrinker.smallest(failure(whole, "I2")).scenario();
    }

    @Test
    void only_the_steps_stay_without_which_it_does_not_happen() {
        Scenario smallest = smallest(scenario -> scenario.steps().containsAll(Set.of(7, 40)), "I2");
        assertThat(smallest.steps()).containsExactly(7, 40);
        assertThat(runs).isLessThanOrEqualTo(500);
    }

    @Test
    void what_goes_wrong_meanwhile_is_left_out_as_well() {
        Scenario smallest = smallest(scenario -> !scenario.without().contains(Fault.STALE), "I2");
        assertThat(smallest.parts()).containsExactly("stale");
    }

    @Test
    void another_invariant_is_another_story() {
        assertThat(smallest(scenario -> scenario.steps().size() < STEPS, "I7")).isEqualTo(whole);
    }

    @Test
    void it_is_run_again_as_it_is_printed() {
        Scenario small = whole.with(List.of(3, 5, 6, 7, 149))
                .without("stale")
                .without("crashes")
                .with(Sabotage.NO_BASE);
        Map<String, String> options = Pattern.compile("-D(\\S+)=(\\S+)")
                .matcher(small.options(whole))
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
        assertThat(options).containsEntry("devledger.simulation.keep", "3,5-7,149");
        assertThat(Scenario.asked(7, STEPS, options::get)).isEqualTo(small);
    }
}
