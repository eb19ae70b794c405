package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.HttpLimits;
import java.time.ZoneId;

/**
 * How TickTick is talked to.
 *
 * @param budget calls in each window, such as {@code 95/60s,285/300s}, or {@code off}
 * @param version ours, told to TickTick in the User-Agent
 * @param timeZone of days that come without one
 */
public record TickTickSettings(HttpLimits limits, String budget, String version, ZoneId timeZone) {

    /** Both windows lie 5% below TickTick's own (docs/ticktick.md, section 2). */
    public static final String DEFAULT_BUDGET = "95/60s,285/300s";
}
