package dev.devledger.application.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a task.
 *
 * @param handOver what was left by who worked on it before, null where nothing was
 */
public record ClaimView(
        String agent,
        String actor,
        Instant since,
        Instant until,
        long number,
        @Nullable String handOver) {}
