package dev.devledger.adapters.ticktick.client;

import dev.devledger.adapters.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.ticktick.client.Outcome.Held;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a call again where that cannot do anything twice and a moment later may well go better: no connection, no answer,
 * or a gateway's 502 to 504. Three times at most, and no more once the time limit of one call is over.
 */
public final class Repeats {
    private static final int TRIES = 3;

    /** Full jitter: anything up to 0.2 s, then up to 0.4 s, so that nodes that failed together do not return together. */
    public static final IntervalFunction JITTER =
            tries -> ThreadLocalRandom.current().nextLong(100L << tries);

    private final Retry retry;
    private final Duration limit;

    Repeats(IntervalFunction pause, Duration limit) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(pause)
                .retryExceptions(Passing.class)
                .build();
        this.retry = Retry.of("ticktick", config);
        this.limit = limit;
    }

    Outcome call(Endpoint endpoint, Supplier<Outcome> attempt) {
        if (!endpoint.isRepeatable()) {
            return attempt.get();
        }
        Attempts attempts = new Attempts(endpoint.isRead(), attempt);
        try {
            return retry.executeSupplier(attempts::next);
        } catch (Passing lastOne) {
            return attempts.came();
        }
    }

    /** An attempt that may go better the next time. As an exception, because an interrupt then ends the tries cleanly. */
    private static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passing() {
            super("", null, false, false);
        }
    }

    private final class Attempts {
        private final boolean read;
        private final Supplier<Outcome> attempt;
        private final long begun = System.nanoTime();
        private @Nullable Broken open;
        private @Nullable Outcome last;

        Attempts(boolean read, Supplier<Outcome> attempt) {
            this.read = read;
            this.attempt = attempt;
        }

        Outcome next() {
            Outcome outcome = attempt.get();
            last = outcome;
            if (outcome instanceof Broken broken) {
                open = broken;
            }
            if (passing(outcome) && System.nanoTime() - begun < limit.toNanos()) {
                throw new Passing();
            }
            return came();
        }

        private static boolean passing(Outcome outcome) {
            return outcome instanceof Broken broken
                    ? broken.passing()
                    : outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE;
        }

        /** What an earlier try of a write may have done, no later one takes back: only an answer closes that. */
        Outcome came() {
            Outcome outcome = Objects.requireNonNull(last);
            if (!read) {
                return open == null || outcome instanceof Answered ? outcome : open;
            }
            // A read that was not answered did nothing, so unlike a write it leaves nothing open.
            return outcome instanceof Broken broken && broken.passing() ? Held.unreachable(broken.reason()) : outcome;
        }
    }
}
