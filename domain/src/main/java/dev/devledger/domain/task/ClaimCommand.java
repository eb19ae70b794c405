package dev.devledger.domain.task;

import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command about who works on a task. {@code agent} is the caller. Claims have a stream of their own: a task's version
 * counts the events of its stream, and a claim must not outdate the version that a caller has seen.
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

    /** Reserves the task for this agent until {@code until}; prolongs the claim if the agent already holds it. */
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
     * Checks before a write on the task that no claim forbids the write; changes no live claim.
     *
     * @param number the claim under which the agent works, null if it names none
     * @param force allows the write while another agent holds the task
     */
    record Require(TaskId task, String agent, @Nullable Long number, boolean force, Instant at)
            implements ClaimCommand {}
}
