package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Refused;

/** What TickTick answers with status 500: nothing was changed, and the body says why under a code. */
public final class Refusal extends Refused {
    private static final long serialVersionUID = 1L;

    private static final String QUOTA = "exceed_quota";

    private final String code;

    private Refusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The exact codes of TickTick's validation are not known; clients may rely on status and shape only. */
    public static Refusal invalid(String message) {
        return new Refusal("unknown_exception", message);
    }

    public static Refusal limit() {
        return new Refusal(
                "exceed_query_limit",
                "Query rate limit exceeded. Maximum " + RateLimit.MINUTE.requests() + " requests per minute.");
    }

    /** A token without the scope is no 401 or 403; docs/ticktick.md, section 1. */
    public static Refusal forbidden() {
        return new Refusal("access_forbidden", "The access token lacks the scope");
    }

    public static Refusal quota() {
        return new Refusal(QUOTA, "The account holds no more of these");
    }

    String code() {
        return code;
    }

    /** The word for it where one of a batch is refused; docs/ticktick.md, section 9. */
    public String entryCode() {
        return code.equals(QUOTA) ? "EXCEED_QUOTA" : "UNKNOWN";
    }
}
