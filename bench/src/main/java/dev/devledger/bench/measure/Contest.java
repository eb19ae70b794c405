package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Sample.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All contenders by turns, several times, so that what drifts meanwhile meets them all alike. */
public final class Contest {
    public static final int RUNS = 3;

    private record Run(String name, int connections, Sample sample) {}

    private final List<Run> runs = new ArrayList<>();
    private final int times;

    public Contest() {
        this(RUNS);
    }

    /** @param times how often each has its turn */
    public Contest(int times) {
        this.times = times;
    }

    public void hold(List<Contender> contenders, int connections, Duration window) {
        for (int run = 0; run < times; run++) {
            for (Contender contender : run % 2 == 0 ? contenders : contenders.reversed()) {
                Sample sample = contender.run(connections, window);
                runs.add(new Run(contender.name(), connections, sample));
                Progress.tell("%s at %d: %s".formatted(contender.name(), connections, sample));
            }
        }
    }

    /** In the order in which they were made; those of several names are of the same runs. */
    public List<Sample> samples(String name, int connections) {
        return runs.stream()
                .filter(run -> run.name().equals(name) && run.connections() == connections)
                .map(Run::sample)
                .toList();
    }

    public List<Integer> connections() {
        return runs.stream()
                .map(Run::connections)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    public List<String> names() {
        return runs.stream().map(Run::name).distinct().toList();
    }

    /** How many times as much the one has as the other, run by run. */
    public Spread ratio(String name, String to, int connections, ToDoubleFunction<Sample> figure) {
        return Spread.of(ratios(name, to, connections, figure), Double::doubleValue);
    }

    public List<Double> ratios(String name, String to, int connections, ToDoubleFunction<Sample> figure) {
        List<Sample> ours = samples(name, connections);
        List<Sample> theirs = samples(to, connections);
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToObj(run -> figure.applyAsDouble(ours.get(run)) / figure.applyAsDouble(theirs.get(run)))
                .toList();
    }

    /** Something that can be done by so many at once, for so long. */
    public interface Contender {
        String name();

        Sample run(int connections, Duration window);
    }

    /** Says on standard error how far it is; the table alone goes to standard output. */
    public static final class Progress {
        private static final long BEGUN = System.nanoTime();

        private Progress() {}

        public static void tell(String what) {
            System.err.printf("%5d s  %s%n", (System.nanoTime() - BEGUN) / 1_000_000_000, what);
        }
    }
}
