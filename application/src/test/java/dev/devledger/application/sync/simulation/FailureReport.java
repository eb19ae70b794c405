package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.simulation.Simulation.Failure;
import java.util.List;

/** The report of a failure: what was wrong, the smallest scenario in which it still is, and how to run both again. */
final class FailureReport {
    private FailureReport() {}

    static String of(Failure failure, Scenario whole) {
        Failure small = Shrinker.shrink(failure);
        List<String> trace = small.trace();
        int from = Math.max(0, trace.size() - Integer.getInteger("devledger.simulation.trace", 60));
        return failure.message() + "\n"
                + "again: trials/simulation " + failure.scenario().options(whole) + "\n"
                + "the least of it, " + small.scenario().steps().size() + " of "
                + failure.scenario().steps().size() + " steps: trials/simulation "
                + small.scenario().options(whole) + "\n"
                + small.message() + "\n"
                + String.join("\n", trace.subList(from, trace.size()));
    }
}
