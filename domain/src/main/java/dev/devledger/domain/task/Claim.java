package dev.devledger.domain.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The past of a task's claims, as far as the decisions on them need it. */
public sealed interface Claim {
    /** The number of the last claim, which is also the number of claims so far; 0 if there was none. */
    long number();

    /** The last note handed over, null if there was none. */
    @Nullable
    String handOver();

    record Free(long number, @Nullable String handOver) implements Claim {}

    /** Held by the agent, unless its time is over. */
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

        /** The claim's time was over; {@code at} is when a later command noticed. */
        record Expired(TaskId task, String agent, long number, Instant at) implements ClaimEvent {}
    }
}
