package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a cycle that can send nothing more at present; the rest stays marked for a later cycle. */
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

    /** Returns the answer if the call was sent; throws if it was not, as no other call could be sent either. */
    public static <T> RemoteAnswer.Sent<T> orStop(RemoteAnswer<T> answer) {
        return switch (answer) {
            case RemoteAnswer.Sent<T> sent -> sent;
            case RemoteAnswer.NotSent<T> notSent -> throw held(notSent);
        };
    }

    public static CycleStopped unanswered(String reason) {
        return new CycleStopped(ConnectorCondition.UNREACHABLE, reason, Duration.ZERO);
    }

    /** Stops before a call for which the budget has no room. */
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

    /** True if the next call only has to wait for the budget. */
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

    /** Counts the calls of one cycle that were not answered. */
    static final class UnansweredCalls {
        /** Number of calls in a row without an answer after which the remote counts as away or slow. */
        private static final int MOST = 3;

        private int inARow;
        private boolean answered;
        private @Nullable String last;
        private @Nullable String lastRead;

        /**
         * True after that many calls in a row without an answer. They may all be of one kind, which other calls are
         * not.
         */
        boolean areMany() {
            return inARow >= MOST;
        }

        CycleStopped stop() {
            return CycleStopped.unanswered(String.valueOf(last));
        }

        void count(RemoteAnswer<?> answer) {
            switch (answer) {
                case RemoteAnswer.Unknown<?>(var reason) -> {
                    inARow++;
                    last = reason;
                }
                case RemoteAnswer.Ok<?> ok -> {
                    inARow = 0;
                    answered = true;
                }
                case RemoteAnswer.Refused<?> refused -> answered = true;
                case RemoteAnswer.NotSent<?> notSent -> {}
            }
        }

        /** Records a read without an answer. A write without an answer says nothing about the remote. */
        void read(String reason) {
            lastRead = reason;
        }

        /** The reason why the remote seems away; null if any call of the cycle was answered, or none was made. */
        @Nullable
        String away() {
            return answered ? null : lastRead;
        }
    }

    /**
     * Remembers logged lines: each poll finds the same problems again, which are logged once, and again if they come back
     * later.
     */
    public static final class LogOnce {
        private static final Duration REMEMBERED = Duration.ofDays(1);

        private final Clock clock;
        private final Map<String, Instant> lines = new HashMap<>();

        public LogOnce(Clock clock) {
            this.clock = clock;
        }

        /** True if the line was not seen within the last day. */
        public boolean isNew(String line) {
            Instant now = clock.instant();
            lines.values().removeIf(at -> at.plus(REMEMBERED).isBefore(now));
            return lines.put(line, now) == null;
        }
    }
}
