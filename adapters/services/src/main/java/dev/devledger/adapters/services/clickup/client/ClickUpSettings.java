package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.kernel.HttpLimits;

/**
 * How ClickUp is talked to.
 *
 * @param budget calls in each window, such as {@code 80/60s}, or {@code off}; fewer where the answers say so
 * @param version ours, told to ClickUp in the User-Agent
 */
public record ClickUpSettings(HttpLimits limits, String budget, String version) {

    /** A fifth below what the smaller plans allow, for whoever else has the token. */
    public static final String DEFAULT_BUDGET = "80/60s";
}
