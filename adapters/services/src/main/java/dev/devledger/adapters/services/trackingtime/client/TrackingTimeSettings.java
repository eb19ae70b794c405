package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.HttpLimits;

/**
 * How TrackingTime is talked to.
 *
 * @param budget calls in each window, such as {@code 100/60s}, or {@code off}
 * @param version ours, told to TrackingTime in the User-Agent
 */
public record TrackingTimeSettings(HttpLimits limits, String budget, String version) {

    /** No limit is documented; those who import a lot pause for a third of a second. */
    public static final String DEFAULT_BUDGET = "100/60s";
}
