package dev.devledger.domain.task;

import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command about who works on a task. {@code agent} is the caller. Claims have a stream of their own: a task's version
 * is the length of its stream, and a claim must not make a version that a caller has seen stale.
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

    /** Reserves the task for this agent until then; a holder's claim is prolonged. */
    record Claim(TaskId task, String agent, Instant until, Instant at) implements ClaimCommand {}

    /**
     * Gives the claim up.
     *
     * @param note findings and remaining work, for the next agent
     * @param force releases another agent's claim too
     */
    record Release(TaskId task, String agent, @Nullable String note, boolean force, Instant at)
            implements ClaimCommand {}

    /**
     * The check before a write on the task; it leaves a live claim as it is.
     *
     * @param number the claim under which the agent works, null if it names none
     * @param force allows the write while another agent holds the task
     */
    record Require(TaskId task, String agent, @Nullable Long number, boolean force, Instant at)
            implements ClaimCommand {}
}
