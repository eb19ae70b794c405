package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * More worlds with {@code -Ddevledger.simulation.seeds=10000}, others with {@code -Ddevledger.simulation.first=5000}, one of
 * them alone with {@code -Ddevledger.simulation.seed=7}, and more of its story with {@code -Ddevledger.simulation.trace=500}.
 */
class SimulationTest {
    private static final int STEPS = 80;
    private static final int TOLD = 3;

    @Test
    void what_people_do_on_both_sides_meets_and_nothing_is_lost_or_doubled() {
        Long one = Long.getLong("devledger.simulation.seed");
        long first = one == null ? Long.getLong("devledger.simulation.first", 0) : one;
        long last = one == null ? first + Long.getLong("devledger.simulation.seeds", 150) : one + 1;
        List<AssertionError> broken = broken(first, last);
        if (!broken.isEmpty()) {
            throw summary(broken, last - first);
        }
    }

    /** The worlds after one that is broken are looked at too: what is broken in many of them is one thing. */
    private static List<AssertionError> broken(long first, long last) {
        List<AssertionError> broken = new ArrayList<>();
        for (long seed = first; seed < last; seed++) {
            try {
                new Simulation(seed).run(STEPS);
            } catch (AssertionError e) {
                broken.add(e);
            }
        }
        return broken;
    }

    private static AssertionError summary(List<AssertionError> broken, long worlds) {
        StringBuilder told = new StringBuilder(broken.size() + " of " + worlds + " worlds are broken:");
        broken.forEach(each ->
                told.append("\n").append(each.getMessage().lines().findFirst().orElseThrow()));
        broken.stream().limit(TOLD).forEach(each -> told.append("\n\n").append(each.getMessage()));
        AssertionError summary = new AssertionError(told.toString());
        broken.stream().limit(TOLD).forEach(summary::addSuppressed);
        return summary;
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
