package dev.devledger.bench.measure;

import java.time.Duration;

/** Waits. */
public final class Pause {
    private Pause() {}

    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while waiting", e);
        }
    }
}
