package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.domain.shared.Rejection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Thrown when a call ends with an error. The message is for a model: what was wrong, what is allowed, what to call
 * next.
 */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ToolProblem problem;

    @SuppressWarnings("serial") // never leaves its call
    private final Map<String, Object> details;

    public ToolFailure(ToolProblem problem, String words) {
        this(problem, words, Map.of());
    }

    /** @param details values in the message for programs, by name */
    public ToolFailure(ToolProblem problem, String words, Map<String, ?> details) {
        super(words, null, false, false);
        this.problem = problem;
        this.details = Map.copyOf(details);
    }

    /** Returns the same failure with another message and more details. */
    public ToolFailure because(String words, Map<String, ?> moreDetails) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.putAll(moreDetails);
        return new ToolFailure(problem, words, all);
    }

    /** True if the failure is the caller's fault, and false if it is the server's. */
    public static boolean isOfCaller(RuntimeException failure) {
        return failure instanceof ToolFailure || failure instanceof Rejection || failure instanceof AccessRefused;
    }

    Map<String, Object> details() {
        return details;
    }

    public ToolProblem problem() {
        return problem;
    }

    /** Returns the text, such as {@code not_found: T-999 does not exist. Call find_tasks to get keys.} */
    public String text() {
        return problem.word() + ": " + getMessage();
    }

    /** The kinds of errors of tools. Their words never change, as an agent may act on them. */
    public enum ToolProblem {
        /** A value is wrong. */
        INVALID,
        /** The key does not exist. */
        NOT_FOUND,
        /** Several projects have the name. */
        AMBIGUOUS,
        /** The item was changed after the caller read it. */
        STALE,
        /** The state of the item does not allow the call. */
        CONFLICT_STATE,
        /** Tasks would wait for each other. */
        DEPENDENCY_CYCLE,
        /** Another agent has claimed the task. */
        CLAIMED,
        /** The claim that the call names has ended. */
        CLAIM_ENDED,
        /** The idempotency key belongs to another call. */
        IDEMPOTENCY_MISMATCH,
        /** An undo would overwrite later changes. */
        LATER_EDITS,
        /** A person has to agree first. */
        CONFIRM_REQUIRED,
        /** The person was asked and did not agree. */
        DECLINED,
        /** The server does not accept writes. */
        READ_ONLY,
        /** The token lacks the right. */
        FORBIDDEN,
        /** The tool is in a toolset that the server does not offer. */
        TOOLSET_OFF,
        /** TickTick does not answer. */
        TICKTICK_UNAVAILABLE,
        /** TickTick refuses the call. */
        TICKTICK_REFUSED,
        /** ClickUp does not answer. */
        CLICKUP_UNAVAILABLE,
        /** ClickUp refuses the call. */
        CLICKUP_REFUSED,
        /** TrackingTime does not answer. */
        TRACKINGTIME_UNAVAILABLE,
        /** TrackingTime refuses the call. */
        TRACKINGTIME_REFUSED,
        /** ClickUp reports success, but shows another value. */
        WRITE_NOT_APPLIED,
        /** The service accepts no more calls for a while. */
        RATE_LIMITED,
        /** The database is unreachable, or too busy. */
        UNAVAILABLE,
        /** Any other failure. */
        INTERNAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Thrown when a call fails before any of its changes is stored. */
    public static final class FailureBeforeStoring extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        public FailureBeforeStoring(RuntimeException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}
