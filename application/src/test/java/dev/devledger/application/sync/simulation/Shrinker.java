package dev.devledger.application.sync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shrinks a scenario by everything that the broken invariant does not need: halves, quarters, single steps, then
 * faults.
 */
final class Shrinker {
    private static final int MOST_RUNS = 500;

    private final Function<Scenario, Optional<Simulation.Failure>> simulation;
    private int runs;

    Shrinker(Function<Scenario, Optional<Simulation.Failure>> simulation) {
        this.simulation = simulation;
    }

    static Simulation.Failure shrink(Simulation.Failure failure) {
        return new Shrinker(scenario -> new Simulation(scenario, new Tally()).fails()).smallest(failure);
    }

    Simulation.Failure smallest(Simulation.Failure failure) {
        Simulation.Failure smallest = failure;
        int before;
        do {
            before = size(smallest.scenario());
            smallest = withFewerParts(withFewerSteps(smallest));
        } while (size(smallest.scenario()) < before && runs < MOST_RUNS);
        return smallest;
    }

    private static int size(Scenario scenario) {
        return scenario.steps().size() + scenario.parts().size();
    }

    private Simulation.Failure withFewerSteps(Simulation.Failure failure) {
        Simulation.Failure smallest = failure;
        for (int length = Math.max(1, failure.scenario().steps().size() / 2); length >= 1; length /= 2) {
            for (int from = 0; from < smallest.scenario().steps().size(); ) {
                List<Integer> left = new ArrayList<>(smallest.scenario().steps());
                left.subList(from, Math.min(from + length, left.size())).clear();
                Optional<Simulation.Failure> same =
                        same(failure, smallest.scenario().with(left));
                if (same.isPresent()) {
                    smallest = same.get();
                } else {
                    from += length;
                }
            }
        }
        return smallest;
    }

    private Simulation.Failure withFewerParts(Simulation.Failure failure) {
        Simulation.Failure smallest = failure;
        for (String part : failure.scenario().parts()) {
            smallest = same(failure, smallest.scenario().without(part)).orElse(smallest);
        }
        return smallest;
    }

    private Optional<Simulation.Failure> same(Simulation.Failure failure, Scenario smaller) {
        return runs++ >= MOST_RUNS
                ? Optional.empty()
                : simulation.apply(smaller).filter(each -> each.invariant().equals(failure.invariant()));
    }
}
