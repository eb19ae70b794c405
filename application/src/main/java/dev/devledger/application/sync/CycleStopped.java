package dev.devledger.application.sync;

import java.time.Duration;

/** Nothing more can be sent at the moment; what is left stays marked for a later cycle. */
final class CycleStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String NEEDS_AUTHORIZATION = "needs-authorization";

    private final String state;
    private final Duration after;

    private CycleStopped(String state, String reason, Duration after) {
        super(reason, null, false, false);
        this.state = state;
        this.after = after;
    }

    static CycleStopped held(RemoteAnswer.NotSent<?> answer) {
        String state =
                switch (answer.hold()) {
                    case RATE_LIMITED -> "rate-limited";
                    case UNREACHABLE -> "unreachable";
                    case NEEDS_AUTHORIZATION -> NEEDS_AUTHORIZATION;
                    case OFF -> "off";
                };
        return new CycleStopped(state, answer.reason(), answer.after());
    }

    static CycleStopped unanswered(String reason) {
        return new CycleStopped("unreachable", reason, Duration.ZERO);
    }

    static CycleStopped leaseLost() {
        return new CycleStopped("idle", "another node has taken over", Duration.ZERO);
    }

    /** The connector's state from now on, in the contract's words. */
    String state() {
        return state;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    Duration after() {
        return after;
    }
}
