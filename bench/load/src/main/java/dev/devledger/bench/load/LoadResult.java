package dev.devledger.bench.load;

import io.hyperfoil.api.statistics.StatisticsSnapshot;
import org.HdrHistogram.Histogram;

/** What came of an order. Times are nanoseconds; {@code failed} says what was not answered with success, and is empty where all was. */
record LoadResult(
        long requests, long answers, String failed, long millis, long p50, long p95, long p99, long most, double mean) {

    static LoadResult of(StatisticsSnapshot seen, long millis) {
        Histogram times = seen.histogram;
        return new LoadResult(
                seen.requestCount,
                seen.responseCount,
                failed(seen),
                millis,
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(95),
                times.getValueAtPercentile(99),
                times.getMaxValue(),
                times.getMean());
    }

    private static String failed(StatisticsSnapshot seen) {
        int unlucky = seen.invalid + seen.connectionErrors + seen.requestTimeouts + seen.internalErrors;
        return unlucky == 0 && seen.requestCount == seen.responseCount
                ? ""
                : "%d of %d not answered, %d refused, %d connections broken, %d too late, %d of the load's own doing"
                        .formatted(
                                seen.requestCount - seen.responseCount,
                                seen.requestCount,
                                seen.invalid,
                                seen.connectionErrors,
                                seen.requestTimeouts,
                                seen.internalErrors);
    }
}
