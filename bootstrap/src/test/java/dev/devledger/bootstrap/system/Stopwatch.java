package dev.devledger.bootstrap.system;

import java.time.Duration;

/** How long something took, in words. */
final class Stopwatch {
    private final long begun = System.nanoTime();

    Duration taken() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public String toString() {
        long millis = taken().toMillis();
        return millis < 10_000 ? "%,d ms".formatted(millis) : "%.1f s".formatted(millis / 1e3);
    }
}
