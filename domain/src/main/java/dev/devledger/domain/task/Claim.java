package dev.devledger.domain.task;

import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a task's claims, built from their events: all that their decider needs. */
public sealed interface Claim {
    /** The number of the last claim, which is also the number of claims so far; 0 if there was none. */
    long number();

    /** The last note handed over, null if there was none. */
    @Nullable
    String handOver();

    record Free(long number, @Nullable String handOver) implements Claim {}

    /** Held by the agent, unless {@code until} is over. */
    record ActiveClaim(
            String agent,
            Instant since,
            Instant until,
            long number,
            @Nullable String handOver) implements Claim {
        boolean isLive(Instant at) {
            return at.isBefore(until);
        }

        ActiveClaim prolonged(Instant longer) {
            return new ActiveClaim(agent, since, longer, number, handOver);
        }
    }

    /**
     * A change that happened to a task's claims. {@code agent} holds the claim, {@code number} counts the task's
     * claims. Stored for ever: a record is never changed, an old revision is upcast.
     */
    sealed interface ClaimEvent {
        TaskId task();

        String agent();

        long number();

        Instant at();

        /** The event's stream. */
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

        /** The claim's time was over; {@code at} is the time at which a later command noticed it. */
        record Expired(TaskId task, String agent, long number, Instant at) implements ClaimEvent {}
    }
}
