package dev.devledger.adapters.commandline;

import dev.devledger.application.proof.Verification;
import java.io.PrintStream;
import java.time.Duration;

/** A line now and then: each step when it is through, and a long one every few seconds. */
final class SparseProgress implements Verification.Progress {
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private long last = System.nanoTime();

    SparseProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void at(String step, long done, long total) {
        if (done < total && System.nanoTime() - last < PAUSE_NANOS) {
            return;
        }
        last = System.nanoTime();
        out.printf("%s: %d of %d%n", step, done, total);
        out.flush();
    }
}
