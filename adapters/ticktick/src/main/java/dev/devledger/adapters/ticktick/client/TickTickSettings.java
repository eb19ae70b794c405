package dev.devledger.adapters.ticktick.client;

import dev.devledger.application.sync.memory.Lease;
import java.time.Duration;
import java.time.ZoneId;
import okhttp3.OkHttpClient;

/**
 * How TickTick is talked to.
 *
 * @param callLimit from the first byte of a call to its last, connecting included
 * @param budget calls in each window, such as {@code 95/60s,285/300s}, or {@code off}
 * @param version ours, told to TickTick in the User-Agent
 * @param timeZone of days that come without one
 */
public record TickTickSettings(
        Duration connectLimit,
        Duration readLimit,
        Duration writeLimit,
        Duration callLimit,
        String budget,
        String version,
        ZoneId timeZone) {

    /** Both windows lie 5% below TickTick's own (docs/ticktick.md, section 2). */
    public static final String DEFAULT_BUDGET = "95/60s,285/300s";

    /** For what a step does besides, and for a clock that is not quite the other node's. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long one answer may take at most. */
    public static final Duration LONGEST_ANSWER = longestAnswer(CONNECT);

    public TickTickSettings {
        positive("connect", connectLimit);
        positive("read", readLimit);
        positive("write", writeLimit);
        positive("call", callLimit);
    }

    public static TickTickSettings of(String budget, String version, ZoneId timeZone) {
        return new TickTickSettings(
                CONNECT,
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                budget,
                version,
                timeZone);
    }

    /**
     * The same with another limit of one answer.
     *
     * @throws IllegalArgumentException for one after which two writes, as some steps take, may outlive the sync's
     *     lease: another node could take over and write as well (docs/sync-design.md, section 3, step 0)
     */
    public TickTickSettings answeringWithin(Duration limit) {
        Duration most = longestAnswer(connectLimit);
        if (limit.compareTo(most) > 0) {
            throw new IllegalArgumentException("the time limit must be " + most.toSeconds()
                    + "s at most, as two requests have to end before another node may take over");
        }
        return new TickTickSettings(connectLimit, limit, limit, limit.plus(connectLimit), budget, version, timeZone);
    }

    /** For requests that go out once, follow no redirect and end within the limits. */
    public OkHttpClient.Builder http() {
        return new OkHttpClient.Builder()
                .connectTimeout(connectLimit)
                .readTimeout(readLimit)
                .writeTimeout(writeLimit)
                .callTimeout(callLimit)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // At "Retry-After: 0" OkHttp would send it again by itself, a write too.
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build());
    }

    /** @throws IllegalArgumentException where it is no budget; says what is expected */
    public static void requireBudget(String budget) {
        BudgetWindows.parse(budget);
    }

    private static Duration longestAnswer(Duration connect) {
        return Lease.LENGTH.minus(MARGIN).dividedBy(2).minus(connect);
    }

    private static void positive(String what, Duration limit) {
        // To OkHttp zero means no limit at all, and a call that never ends would hold its sync cycle for ever.
        if (limit.toMillis() <= 0) {
            throw new IllegalArgumentException("the " + what + " time limit must be a millisecond at least");
        }
    }
}
