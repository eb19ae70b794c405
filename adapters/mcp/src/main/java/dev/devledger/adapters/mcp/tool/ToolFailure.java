package dev.devledger.adapters.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A call that ends with an error, in words for a model: what was wrong, what is allowed, what to call next. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ToolProblem problem;

    @SuppressWarnings("serial") // never leaves the call that it ends
    private final Map<String, Object> details;

    public ToolFailure(ToolProblem problem, String words) {
        this(problem, words, Map.of());
    }

    /** @param details what of the words a program may want, by name */
    public ToolFailure(ToolProblem problem, String words, Map<String, ?> details) {
        super(words, null, false, false);
        this.problem = problem;
        this.details = Map.copyOf(details);
    }

    /** The same in other words, and more of it. */
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

    /** Such as {@code not_found: T-999 does not exist. Call find_tasks to get keys.} */
    public String text() {
        return problem.word() + ": " + getMessage();
    }

    /** The kinds of errors that a tool ends with. Their words are stable: an agent may act on them. */
    public enum ToolProblem {
        /** A value is wrong. */
        INVALID,
        /** Nothing has this key. */
        NOT_FOUND,
        /** Several projects have this name. */
        AMBIGUOUS,
        /** It was changed since it was read. */
        STALE,
        /** Not allowed in this state. */
        CONFLICT_STATE,
        /** Tasks would wait for each other. */
        DEPENDENCY_CYCLE,
        /** Another agent works on it. */
        CLAIMED,
        /** The claim that the call was made under is over. */
        CLAIM_ENDED,
        /** The idempotency key belongs to another call. */
        IDEMPOTENCY_MISMATCH,
        /** An undo would overwrite what was done since. */
        LATER_EDITS,
        /** Only once a person has agreed. */
        CONFIRM_REQUIRED,
        /** The server only reads. */
        READ_ONLY,
        /** The token may not do that. */
        FORBIDDEN,
        /** The tool is in a toolset that is off. */
        TOOLSET_OFF,
        /** TickTick does not answer. */
        TICKTICK_UNAVAILABLE,
        /** TickTick says no. */
        TICKTICK_REFUSED,
        /** ClickUp does not answer. */
        CLICKUP_UNAVAILABLE,
        /** ClickUp says no. */
        CLICKUP_REFUSED,
        /** TrackingTime does not answer. */
        TRACKINGTIME_UNAVAILABLE,
        /** TrackingTime says no. */
        TRACKINGTIME_REFUSED,
        /** ClickUp says yes and holds something else. */
        WRITE_NOT_APPLIED,
        /** The service takes no more calls for now. */
        RATE_LIMITED,
        /** The database is away, or too many write at the same place. */
        UNAVAILABLE,
        /** Anything else. */
        INTERNAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call failed, surely before anything of it was kept. */
    public static final class NothingWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        public NothingWritten(RuntimeException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}
