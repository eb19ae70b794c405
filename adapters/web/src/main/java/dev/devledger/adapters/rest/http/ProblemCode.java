package dev.devledger.adapters.rest.http;

import java.util.Locale;

/** The kinds of problems there are, each with its status. The names are those of docs/contract.md, section 4. */
public enum ProblemCode {
    UNREADABLE(400, "The request cannot be read"),
    UNAUTHORIZED(401, "Not authenticated"),
    FORBIDDEN(403, "Not allowed"),
    LOGIN_TOO_OLD(403, "The login is too old for this"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT_STATE(409, "Not allowed in this state"),
    LATER_EDITS(409, "Changed later"),
    CLAIMED(409, "Claimed by another agent"),
    CLAIM_ENDED(409, "The claim has ended"),
    DEPENDENCY_CYCLE(409, "Tasks would wait for each other"),
    STALE(412, "Changed since you read it"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
    INVALID(422, "Invalid values"),
    IDEMPOTENCY_MISMATCH(422, "The idempotency key belongs to another request"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Unexpected error"),
    TICKTICK_REFUSED(502, "TickTick refused it"),
    CLICKUP_REFUSED(502, "ClickUp refused it"),
    TRACKINGTIME_REFUSED(502, "TrackingTime refused it"),
    WRITE_NOT_APPLIED(502, "ClickUp said yes and holds something else"),
    UNAVAILABLE(503, "Not available right now"),
    TICKTICK_UNAVAILABLE(503, "TickTick is not available right now"),
    CLICKUP_UNAVAILABLE(503, "ClickUp is not available right now"),
    TRACKINGTIME_UNAVAILABLE(503, "TrackingTime is not available right now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The name that this kind has for ever. */
    String type() {
        return "urn:devledger:problem:" + name().toLowerCase(Locale.ROOT);
    }

    /** What to say where only the kind of problem is known. */
    public String detail() {
        return switch (this) {
            case NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED ->
                "This path does not support this method; the header Allow lists the supported ones.";
            case NOT_ACCEPTABLE -> "This path answers application/json only.";
            case UNREADABLE -> "The request is not readable.";
            case INTERNAL ->
                "Something unexpected went wrong in Devledger. The server's log has the reason under"
                        + " the request id.";
            default -> title + ".";
        };
    }

    /** The kind that fits a status that somebody else chose. */
    public static ProblemCode of(int status) {
        for (ProblemCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status < 500 ? UNREADABLE : INTERNAL;
    }
}
