package dev.devledger.adapters.ticktick;

import java.time.Duration;
import java.time.ZoneId;

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

    /** Both windows lie 5% below TickTick's own (fact sheet, section 2). */
    public static final String DEFAULT_BUDGET = "95/60s,285/300s";

    public TickTickSettings {
        positive("connect", connectLimit);
        positive("read", readLimit);
        positive("write", writeLimit);
        positive("call", callLimit);
    }

    public static TickTickSettings of(String budget, String version, ZoneId timeZone) {
        return new TickTickSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                budget,
                version,
                timeZone);
    }

    /** The same with another limit of one answer. */
    public TickTickSettings answeringWithin(Duration limit) {
        return new TickTickSettings(connectLimit, limit, limit, limit.plus(connectLimit), budget, version, timeZone);
    }

    private static void positive(String what, Duration limit) {
        // To OkHttp zero means no limit at all, and a call that never ends would hold its sync cycle for ever.
        if (limit.toMillis() <= 0) {
            throw new IllegalArgumentException("the " + what + " time limit must be a millisecond at least");
        }
    }
}
