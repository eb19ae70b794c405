package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.RemoteAnswer;
import java.time.Duration;

/** Nothing more can be sent at the moment; what is left stays marked for a later cycle. */
public final class CycleStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final String NEEDS_AUTHORIZATION = "needs-authorization";

    private static final String RATE_LIMITED = "rate-limited";

    private final String state;
    private final Duration after;

    private CycleStopped(String state, String reason, Duration after) {
        super(reason, null, false, false);
        this.state = state;
        this.after = after;
    }

    public static CycleStopped held(RemoteAnswer.NotSent<?> answer) {
        String state =
                switch (answer.hold()) {
                    case RATE_LIMITED -> RATE_LIMITED;
                    case UNREACHABLE -> "unreachable";
                    case NEEDS_AUTHORIZATION -> NEEDS_AUTHORIZATION;
                    case OFF -> "off";
                    case FULL, FORBIDDEN -> throw new IllegalArgumentException("It holds for one list: " + answer);
                };
        return new CycleStopped(state, answer.reason(), answer.after());
    }

    public static CycleStopped unanswered(String reason) {
        return new CycleStopped("unreachable", reason, Duration.ZERO);
    }

    /** Known before the call that would not go. */
    public static CycleStopped overBudget() {
        return new CycleStopped(RATE_LIMITED, "the request budget is used up for now", Duration.ZERO);
    }

    public static CycleStopped leaseLost() {
        return new CycleStopped("idle", "another node runs the sync now", Duration.ZERO);
    }

    public static CycleStopped ending() {
        return new CycleStopped("idle", "Devledger is stopping; the rest follows at the next start", Duration.ZERO);
    }

    /** Whether the next call would go if only some time had passed. */
    public boolean isOverBudget() {
        return state.equals(RATE_LIMITED);
    }

    /** The connector's state from now on, in the words of docs/contract.md, section 4. */
    public String state() {
        return state;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public Duration after() {
        return after;
    }
}
