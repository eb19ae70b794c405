package dev.devledger.adapters.services.kernel;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what may well go better a moment later: three times at most, and no more once the time limit of one call
 * is over. What may be tried again is for the caller to know.
 */
public final class Tries {
    private static final int MOST = 3;

    /** Full jitter: anything up to 0.2 s, then up to 0.4 s, so that nodes that failed together do not return together. */
    public static final IntervalFunction JITTER =
            tries -> ThreadLocalRandom.current().nextLong(100L << tries);

    private final Retry retry;
    private final Duration limit;

    public Tries(IntervalFunction pause, Duration limit) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(MOST)
                .intervalFunction(pause)
                .retryExceptions(Passing.class)
                .build();
        this.retry = Retry.of("remote", config);
        this.limit = limit;
    }

    /** What came of the last try. */
    public <T> T run(Supplier<T> attempt, Predicate<T> passing) {
        Attempts<T> attempts = new Attempts<>(attempt, passing);
        try {
            return retry.executeSupplier(attempts::next);
        } catch (Passing lastOne) {
            return attempts.last();
        }
    }

    /**
     * The same of what changes something: what an earlier try may have done, a later one that came to nothing does not
     * take back.
     *
     * @param open what may have been done after all
     * @param closed what says that it is done now
     */
    public <T> T keeping(Supplier<T> attempt, Predicate<T> passing, Predicate<T> open, Predicate<T> closed) {
        AtomicReference<@Nullable T> left = new AtomicReference<>();
        T last = run(
                () -> {
                    T outcome = attempt.get();
                    if (open.test(outcome)) {
                        left.set(outcome);
                    }
                    return outcome;
                },
                passing);
        T maybe = left.get();
        return maybe == null || closed.test(last) ? last : maybe;
    }

    /** An attempt that may go better the next time. As an exception, because an interrupt then ends the tries cleanly. */
    private static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passing() {
            super("", null, false, false);
        }
    }

    private final class Attempts<T> {
        private final Supplier<T> attempt;
        private final Predicate<T> passing;
        private final long begun = System.nanoTime();
        private @Nullable T last;

        Attempts(Supplier<T> attempt, Predicate<T> passing) {
            this.attempt = attempt;
            this.passing = passing;
        }

        T next() {
            T outcome = attempt.get();
            last = outcome;
            if (passing.test(outcome) && System.nanoTime() - begun < limit.toNanos()) {
                throw new Passing();
            }
            return outcome;
        }

        T last() {
            return Objects.requireNonNull(last);
        }
    }
}
