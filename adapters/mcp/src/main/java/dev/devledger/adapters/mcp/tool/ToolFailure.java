package dev.devledger.adapters.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A call that ends with an error, in words for a model: what was wrong, what is allowed, what to call next. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ToolProblem problem;

    @SuppressWarnings("serial") // never leaves its call
    private final Map<String, Object> details;

    public ToolFailure(ToolProblem problem, String words) {
        this(problem, words, Map.of());
    }

    /** @param details values of the message for programs, by name */
    public ToolFailure(ToolProblem problem, String words, Map<String, ?> details) {
        super(words, null, false, false);
        this.problem = problem;
        this.details = Map.copyOf(details);
    }

    /** The same failure with other words and more details. */
    public ToolFailure because(String words, Map<String, ?> moreDetails) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.putAll(moreDetails);
        return new ToolFailure(problem, words, all);
    }

    Map<String, Object> details() {
        return details;
    }

    public ToolProblem problem() {
        return problem;
    }

    /** The text, such as {@code not_found: T-999 does not exist. Call find_tasks to get keys.} */
    public String text() {
        return problem.word() + ": " + getMessage();
    }

    /** The kinds of errors of tools. Their words are stable: an agent may act on them. */
    public enum ToolProblem {
        /** A value is wrong. */
        INVALID,
        /** Nothing has this key. */
        NOT_FOUND,
        /** Several projects have this name. */
        AMBIGUOUS,
        /** The item was changed since it was read. */
        STALE,
        /** The state does not allow it. */
        CONFLICT_STATE,
        /** Tasks would wait for each other. */
        DEPENDENCY_CYCLE,
        /** Another agent has claimed it. */
        CLAIMED,
        /** The claim of the call has ended. */
        CLAIM_ENDED,
        /** The idempotency key belongs to another call. */
        IDEMPOTENCY_MISMATCH,
        /** An undo would overwrite later changes. */
        LATER_EDITS,
        /** A person has to agree first. */
        CONFIRM_REQUIRED,
        /** The server only reads. */
        READ_ONLY,
        /** The token lacks the right. */
        FORBIDDEN,
        /** The tool is in a toolset that is off. */
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
        /** ClickUp reports success, but has another value. */
        WRITE_NOT_APPLIED,
        /** The service accepts no more calls for now. */
        RATE_LIMITED,
        /** The database is unreachable, or too busy. */
        UNAVAILABLE,
        /** Any other failure. */
        INTERNAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call failed before anything of it was stored. */
    public static final class WriteFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        public WriteFailure(RuntimeException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}
