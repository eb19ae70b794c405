package dev.devledger.domain.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the decisions on claims need to know of the past of those of a task. */
public sealed interface Claim {
    /** The number of the last claim, which is also how many there were; 0 where there was none. */
    long number();

    /** What was handed over last, null where nothing was. */
    @Nullable
    String handOver();

    record Free(long number, @Nullable String handOver) implements Claim {}

    /** By the agent, unless its time is over. */
    record Taken(
            String agent,
            Instant since,
            Instant until,
            long number,
            @Nullable String handOver) implements Claim {
        boolean isLive(Instant at) {
            return at.isBefore(until);
        }

        Taken prolonged(Instant longer) {
            return new Taken(agent, since, longer, number, handOver);
        }
    }

    /**
     * What has become of the claims of a task. {@code agent} is whose claim it is, {@code number} which of the task's claims.
     * Stored for ever: a record here is never changed, an old revision is upcast.
     */
    sealed interface ClaimEvent {
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
}
