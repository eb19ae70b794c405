package dev.devledger.application.claim;

import java.time.Instant;
import java.util.List;

/**
 * Who works on what, and what several have begun and nobody has finished.
 *
 * @param count of the claims whose time is not over
 * @param tasks some of these, the one whose claim ends first first
 * @param often open tasks that were claimed often, the most often first
 */
public record ClaimOverview(int count, List<Held> tasks, List<Often> often) {
    public record Held(String key, String title, String agent, Instant until) {}

    /** {@code claims} is how often it was claimed. */
    public record Often(String key, String title, long claims) {}
}
