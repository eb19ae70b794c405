package dev.devledger.domain.task;

import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about who works on a task. {@code agent} is the name of who asks. It has a stream of its own, as the
 * version of a task is the length of its stream, and nobody's version is to grow old because of a claim.
 */
public sealed interface ClaimCommand extends Addressed {
    TaskId task();

    String agent();

    Instant at();

    @Override
    default String address() {
        return address(task());
    }

    static String address(TaskId task) {
        return "claim-" + task.value();
    }

    /** Until when the task is to be this agent's alone; who has it already keeps it for longer. */
    record Claim(TaskId task, String agent, Instant until, Instant at) implements ClaimCommand {}

    /**
     * Hands it over.
     *
     * @param note what was found and what is left, for who comes next
     * @param force also what another agent holds
     */
    record Release(TaskId task, String agent, @Nullable String note, boolean force, Instant at)
            implements ClaimCommand {}

    /**
     * What a write on the task asks first; it leaves a live claim as it is.
     *
     * @param number of the claim under which the agent works, null where it does not say
     * @param force also where another agent holds the task
     */
    record Require(TaskId task, String agent, @Nullable Long number, boolean force, Instant at)
            implements ClaimCommand {}
}
