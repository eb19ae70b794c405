package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog.Share;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many calls a service itself says are left until it counts anew. Others may have made some of those that are gone. */
final class RemainingCalls {

    /**
     * @param remaining when the service said so
     * @param kept for those who wait
     * @param sent our calls that it had counted by then, or was about to
     * @param resetAt in nanoseconds
     */
    private record Left(int remaining, int kept, long sent, long resetAt) {
        long after(long calls) {
            return remaining - Math.max(0, calls - sent);
        }
    }

    private final LongSupplier nanos;
    private @Nullable Left left;

    RemainingCalls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Answers overtake each other: of those before the same reset, the one that leaves less is the later. */
    synchronized void learn(CallBudget.Told told, long sent, long calls) {
        long now = nanos.getAsLong();
        Left last = new Left(
                told.remaining(),
                Share.INTERACTIVE.of(told.limit()),
                sent,
                now + told.untilReset().toNanos());
        Left before = left;
        if (before == null || now - before.resetAt() >= 0 || before.after(calls) >= last.after(calls)) {
            left = last;
        }
    }

    /** Zero where calls are left for that share. */
    synchronized Duration timeUntilMore(Share share, long calls) {
        Left last = left;
        long now = nanos.getAsLong();
        if (last == null || now - last.resetAt() >= 0) {
            return Duration.ZERO;
        }
        int kept = share == Share.INTERACTIVE ? 0 : last.kept();
        return last.after(calls) > kept ? Duration.ZERO : Duration.ofNanos(last.resetAt() - now);
    }
}
