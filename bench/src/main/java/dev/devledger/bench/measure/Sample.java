package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Sample.Figure.Cost;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One run of one thing: how many a second, and how long each took, in milliseconds. */
public record Sample(long requests, double perSecond, double p50, double p95, double p99, Cost cost) {

    /** Of times in nanoseconds, in any order. */
    public static Sample of(long[] nanos, double seconds, Cost cost) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(
                sorted.length,
                sorted.length / seconds,
                millis(sorted, 0.50),
                millis(sorted, 0.95),
                millis(sorted, 0.99),
                cost);
    }

    private static double millis(long[] sorted, double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }

    @Override
    public String toString() {
        return "%s/s, p50 %s ms, p99 %s ms".formatted(Figure.of(perSecond), Figure.of(p50), Figure.of(p99));
    }

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

    /** A number as the table shows it: three digits that count. */
    public static final class Figure {
        private Figure() {}

        public static String of(double number) {
            if (Double.isNaN(number)) {
                return "";
            }
            double size = Math.abs(number);
            int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.0995 ? 2 : 3;
            return String.format(Locale.ROOT, "%,." + decimals + "f", number);
        }

        /**
         * Seconds of processor time, user's and system's, that each side took, and the most memory that they had, in bytes; NaN
         * where the machine does not tell.
         */
        public record Cost(double server, double database, double load, double serverMemory, double databaseMemory) {
            public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
    }
}
