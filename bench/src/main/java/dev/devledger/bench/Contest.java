package dev.devledger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All contenders by turns, several times, so that what drifts meanwhile meets them all alike. */
final class Contest {
    static final int RUNS = 3;

    private record Run(String name, int connections, Sample sample) {}

    private final List<Run> runs = new ArrayList<>();

    void hold(List<Contender> contenders, int connections, Duration window) {
        for (int run = 0; run < RUNS; run++) {
            for (Contender contender : run % 2 == 0 ? contenders : contenders.reversed()) {
                Sample sample = contender.run(connections, window);
                runs.add(new Run(contender.name(), connections, sample));
                Progress.tell("%s at %d: %s".formatted(contender.name(), connections, sample));
            }
        }
    }

    /** In the order in which they were made; those of several names are of the same runs. */
    List<Sample> samples(String name, int connections) {
        return runs.stream()
                .filter(run -> run.name().equals(name) && run.connections() == connections)
                .map(Run::sample)
                .toList();
    }

    List<Integer> connections() {
        return runs.stream()
                .map(Run::connections)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    List<String> names() {
        return runs.stream().map(Run::name).distinct().toList();
    }

    /** How many times as much the one has as the other, run by run. */
    Spread ratio(String name, String to, int connections, ToDoubleFunction<Sample> figure) {
        List<Sample> ours = samples(name, connections);
        List<Sample> theirs = samples(to, connections);
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int run = 0; run < ratios.length; run++) {
            ratios[run] = figure.applyAsDouble(ours.get(run)) / figure.applyAsDouble(theirs.get(run));
        }
        return Spread.of(ratios);
    }
}
