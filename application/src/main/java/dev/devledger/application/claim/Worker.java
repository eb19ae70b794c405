package dev.devledger.application.claim;

import org.jspecify.annotations.Nullable;

/**
 * Who writes on a task, as far as claims go.
 *
 * @param number of the claim under which it works, null where it does not say
 * @param force also what another agent holds
 */
public record Worker(String agent, @Nullable Long number, boolean force) {}
