package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Figure.Cost;
import java.util.Arrays;

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
}
