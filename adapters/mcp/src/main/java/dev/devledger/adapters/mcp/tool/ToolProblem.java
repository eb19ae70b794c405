package dev.devledger.adapters.mcp.tool;

import java.util.Locale;

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
