package dev.devledger.domain.claim;

import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the claims of a task. {@code agent} is whose claim it is, {@code number} which of the task's claims.
 * Stored for ever: a record here is never changed, an old revision is upcast.
 */
public sealed interface ClaimEvent {
    TaskId task();

    String agent();

    long number();

    Instant at();

    /** The stream that it is in. */
    default String address() {
        return ClaimCommand.address(task());
    }

    record Claimed(TaskId task, String agent, long number, Instant until, Instant at) implements ClaimEvent {}

    record Prolonged(TaskId task, String agent, long number, Instant until, Instant at) implements ClaimEvent {}

    record Released(
            TaskId task,
            String agent,
            long number,
            @Nullable String note,
            Instant at) implements ClaimEvent {}

    /** Its time was over; this is when somebody noticed. */
    record Expired(TaskId task, String agent, long number, Instant at) implements ClaimEvent {}
}
