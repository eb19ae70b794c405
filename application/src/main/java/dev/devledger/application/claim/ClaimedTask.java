package dev.devledger.application.claim;

import java.time.Instant;
import java.util.UUID;

/** A task with who works on it. */
public record ClaimedTask(
        UUID taskId,
        UUID projectId,
        String key,
        String title,
        String agent,
        String actor,
        Instant since,
        Instant until,
        long number) {}
