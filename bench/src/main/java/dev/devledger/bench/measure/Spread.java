package dev.devledger.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The same figure of several runs. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(Collection<T> runs, ToDoubleFunction<T> figure) {
        return of(runs.stream().mapToDouble(figure).toArray());
    }

    public static Spread of(double... figures) {
        if (figures.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    public boolean isKnown() {
        return !Double.isNaN(median);
    }

    /** The median, and from where to where it went. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return "";
        }
        String figure = Figure.of(median);
        return least == most ? figure : figure + " (" + Figure.of(least) + "–" + Figure.of(most) + ")";
    }
}
