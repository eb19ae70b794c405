package dev.devledger.application.sync.simulation;

import java.util.Optional;

/** The number of worlds until a planted bug is found, and the invariant that finds it. */
record SabotageRun(Sabotage bug, long worlds, String invariant, String message) {
    static final int MOST_WORLDS = 300;
    private static final String NOT_FOUND = "";

    /** From the first seed on; found by an invariant, in a world in which nothing is wrong without the bug. */
    static SabotageRun of(Sabotage bug, int steps) {
        for (long seed = bug.first(); seed < bug.first() + MOST_WORLDS; seed++) {
            Scenario healthy = Scenario.of(seed, steps);
            Optional<Simulation.Failure> failure = new Simulation(healthy.with(bug), new Tally()).fails();
            if (failure.isPresent()
                    && failure.get().cause() instanceof Invariants.Broken
                    && new Simulation(healthy, new Tally()).fails().isEmpty()) {
                return new SabotageRun(
                        bug,
                        seed - bug.first() + 1,
                        failure.get().invariant(),
                        failure.get().message());
            }
        }
        return new SabotageRun(bug, MOST_WORLDS, NOT_FOUND, "");
    }

    boolean found() {
        return !invariant.equals(NOT_FOUND);
    }
}
