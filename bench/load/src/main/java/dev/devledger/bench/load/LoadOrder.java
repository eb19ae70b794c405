package dev.devledger.bench.load;

import io.hyperfoil.api.statistics.StatisticsSnapshot;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * So many connections, each of which sends the next request when the last was answered, for so long. In {@code path},
 * {@code body} and {@code key} the words of {@link Wording} are filled in; orders of the same {@code name} go on counting.
 */
record LoadOrder(
        String name,
        String host,
        int port,
        String token,
        String method,
        String path,
        @Nullable String body,
        @Nullable String key,
        List<String> picks,
        int connections,
        long millis) {

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
}
