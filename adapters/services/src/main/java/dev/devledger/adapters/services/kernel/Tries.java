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
 * Repeats a call that may succeed a moment later: at most three tries, and no new try once the time limit of one call
 * has passed. The caller decides which calls may be repeated.
 */
public final class Tries {
    private static final int MOST = 3;

    /**
     * The pause before a try is random, up to 0.2 s, then up to 0.4 s, so that nodes whose calls failed together do not
     * repeat them together.
     */
    public static final IntervalFunction JITTER =
            tries -> ThreadLocalRandom.current().nextLong(100L << tries);

    private final Retry retry;
    private final Duration limit;

    public Tries(IntervalFunction pause, Duration limit) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(MOST)
                .intervalFunction(pause)
                .retryExceptions(TransientFailure.class)
                .build();
        this.retry = Retry.of("remote", config);
        this.limit = limit;
    }

    /** Returns the result of the last try. */
    public <T> T run(Supplier<T> attempt, Predicate<T> passing) {
        Attempts<T> attempts = new Attempts<>(attempt, passing);
        try {
            return retry.executeSupplier(attempts::next);
        } catch (TransientFailure lastOne) {
            return attempts.last();
        }
    }

    /**
     * As {@link #run}, for writes. If an earlier try may have had an effect, a later try that fails does not change
     * that, so then the earlier result is returned.
     *
     * @param open true for a result of a try that may have had an effect
     * @param closed true for a result that shows the effect for certain
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

    /**
     * Marks the result of a try that may be repeated. It is an exception, as an interrupt then ends the tries cleanly.
     */
    private static final class TransientFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TransientFailure() {
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
                throw new TransientFailure();
            }
            return outcome;
        }

        T last() {
            return Objects.requireNonNull(last);
        }
    }
}
