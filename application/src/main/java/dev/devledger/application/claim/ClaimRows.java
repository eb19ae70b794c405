package dev.devledger.application.claim;

import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code claims}, one for each task that was ever claimed, and those of {@code claim_versions}, which say until
 * when the task was claimed as of each event. Each method can be repeated; one that finds no row to change throws, since an
 * event that changes nothing is an event that was not applied.
 */
public interface ClaimRows {
    /** {@code number} is also how often the task was claimed until now. */
    record Taken(TaskId task, String agent, String actor, Instant since, Instant until, long number, long position) {}

    void take(Taken claim);

    void prolong(TaskId task, Instant until, long position);

    /** {@code handOver} is null where the last one stays. */
    void free(TaskId task, @Nullable String handOver, long position);
}
