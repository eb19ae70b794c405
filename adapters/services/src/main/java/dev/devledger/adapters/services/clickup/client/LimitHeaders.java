package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What the headers of the answers say of the limit. Each of them may be missing, or nonsense. */
final class LimitHeaders {
    /** ClickUp's window. What is further away than that is a wrong clock. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Both clocks are told in whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private volatile @Nullable RateLimit last;

    Optional<RateLimit> last() {
        return Optional.ofNullable(last);
    }

    /** Keeps what is told; empty where that is not all of it. */
    Optional<CallBudget.Told> read(Headers headers) {
        int limit = (int) Math.min(number(headers, "X-RateLimit-Limit"), Integer.MAX_VALUE);
        int remaining = (int) Math.min(number(headers, "X-RateLimit-Remaining"), Integer.MAX_VALUE);
        long reset = number(headers, "X-RateLimit-Reset");
        if (limit <= 0 || remaining < 0 || reset <= 0) {
            return Optional.empty();
        }
        last = new RateLimit(limit, remaining, Instant.ofEpochSecond(reset));
        return Optional.of(new CallBudget.Told(limit, remaining, WINDOW, untilReset(headers, reset)));
    }

    /** How long after a 429 to wait, of which there is no other word; empty where it is not told. */
    Optional<Duration> untilReset(Headers headers) {
        long reset = number(headers, "X-RateLimit-Reset");
        return reset <= 0 ? Optional.empty() : Optional.of(untilReset(headers, reset));
    }

    /** By the clock that the reset was told by, where the answer has it. */
    private static Duration untilReset(Headers headers, long reset) {
        Instant told = headers.getInstant("Date");
        Duration left = Duration.between(told == null ? Instant.now() : told, Instant.ofEpochSecond(reset));
        Duration within = left.isNegative() ? Duration.ZERO : left.compareTo(WINDOW) > 0 ? WINDOW : left;
        return within.plus(SECOND);
    }

    /** Below zero where it is none. */
    private static long number(Headers headers, String name) {
        String value = headers.get(name);
        return value == null || !value.strip().matches("\\d{1,12}") ? -1 : Long.parseLong(value.strip());
    }
}
