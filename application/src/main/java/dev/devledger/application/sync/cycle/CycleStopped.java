package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.time.Duration;

/** Nothing more can be sent at the moment; what is left stays marked for a later cycle. */
public final class CycleStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ConnectorCondition state;
    private final Duration after;

    private CycleStopped(ConnectorCondition state, String reason, Duration after) {
        super(reason, null, false, false);
        this.state = state;
        this.after = after;
    }

    public static CycleStopped held(RemoteAnswer.NotSent<?> answer) {
        ConnectorCondition state =
                switch (answer.hold()) {
                    case RATE_LIMITED -> ConnectorCondition.RATE_LIMITED;
                    case UNREACHABLE -> ConnectorCondition.UNREACHABLE;
                    case NEEDS_AUTHORIZATION -> ConnectorCondition.NEEDS_AUTHORIZATION;
                    case OFF -> ConnectorCondition.OFF;
                    case FULL, FORBIDDEN -> throw new IllegalArgumentException("It holds for one list: " + answer);
                };
        return new CycleStopped(state, answer.reason(), answer.after());
    }

    /** The answer to what was sent; whatever keeps it from being sent keeps all the others as well. */
    public static <T> RemoteAnswer.Sent<T> orStop(RemoteAnswer<T> answer) {
        return switch (answer) {
            case RemoteAnswer.Sent<T> sent -> sent;
            case RemoteAnswer.NotSent<T> notSent -> throw held(notSent);
        };
    }

    public static CycleStopped unanswered(String reason) {
        return new CycleStopped(ConnectorCondition.UNREACHABLE, reason, Duration.ZERO);
    }

    /** Known before the call that would not go. */
    public static CycleStopped overBudget() {
        return new CycleStopped(
                ConnectorCondition.RATE_LIMITED, "the request budget is used up for now", Duration.ZERO);
    }

    public static CycleStopped leaseLost() {
        return new CycleStopped(ConnectorCondition.IDLE, "another node runs the sync now", Duration.ZERO);
    }

    public static CycleStopped ending() {
        return new CycleStopped(
                ConnectorCondition.IDLE, "Devledger is stopping; the rest follows at the next start", Duration.ZERO);
    }

    /** Whether the next call would go if only some time had passed. */
    public boolean isOverBudget() {
        return state == ConnectorCondition.RATE_LIMITED;
    }

    /** The connector's state from now on. */
    public ConnectorCondition state() {
        return state;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public Duration after() {
        return after;
    }
}
