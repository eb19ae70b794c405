package dev.devledger.adapters.services.clickup.client;

import java.time.Instant;

/**
 * What ClickUp says of its limit with each answer. It counts by token, and anew at the reset.
 *
 * @param remaining so many more calls until the reset, by whoever has this token
 */
public record RateLimit(int limit, int remaining, Instant reset) {}
