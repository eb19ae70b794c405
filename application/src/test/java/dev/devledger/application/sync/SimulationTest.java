package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * More worlds with {@code -Ddevledger.simulation.seeds=10000}, one of them alone with {@code -Ddevledger.simulation.seed=7}.
 */
class SimulationTest {
    private static final int STEPS = 80;

    @Test
    void what_people_do_on_both_sides_meets_and_nothing_is_lost_or_doubled() {
        Long one = Long.getLong("devledger.simulation.seed");
        long first = one == null ? 0 : one;
        long last = one == null ? Long.getLong("devledger.simulation.seeds", 150) : one + 1;
        for (long seed = first; seed < last; seed++) {
            new Simulation(seed).run(STEPS);
        }
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(story(seed)).isEqualTo(story(seed));
        }
    }

    private static List<String> story(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.run(STEPS);
        return simulation.trace();
    }
}
