package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Answers.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * TickTick's answer to a refused call, with status 500: nothing was changed, and the body has a code and the reason.
 */
public final class Refusal extends Refused {
    private static final long serialVersionUID = 1L;

    private static final String QUOTA = "exceed_quota";

    private final String code;

    private Refusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Returns the refusal of wrong input. TickTick's exact codes are not known, so clients may rely only on the status
     * and the form.
     */
    public static Refusal invalid(String message) {
        return new Refusal("unknown_exception", message);
    }

    public static Refusal limit() {
        return new Refusal(
                "exceed_query_limit",
                "Query rate limit exceeded. Maximum " + RateLimit.MINUTE.requests() + " requests per minute.");
    }

    /**
     * Returns the refusal of a token without the needed scope, which is neither a 401 nor a 403; docs/ticktick.md,
     * section 1.
     */
    public static Refusal forbidden() {
        return new Refusal("access_forbidden", "The access token lacks the scope");
    }

    public static Refusal quota() {
        return new Refusal(QUOTA, "The account holds no more of these");
    }

    String code() {
        return code;
    }

    /** Returns the code of a refused entry of a batch; docs/ticktick.md, section 9. */
    public String entryCode() {
        return code.equals(QUOTA) ? "EXCEED_QUOTA" : "UNKNOWN";
    }

    /**
     * TickTick's limits, for all tokens of the account together. Refused calls count, too, so a client has to pause.
     */
    public static final class RateLimit {
        /** A limit of requests in any period of this length. */
        record Window(int requests, Duration length) {}

        static final Window MINUTE = new Window(100, Duration.ofMinutes(1));
        private static final List<Window> WINDOWS = List.of(MINUTE, new Window(300, Duration.ofMinutes(5)));
        /**
         * The number of calls to remember: older calls have no effect, and a flood of calls must not fill the memory.
         */
        private static final int NEWEST =
                WINDOWS.stream().mapToInt(Window::requests).max().orElseThrow() + 1;

        private final Clock clock;
        private final boolean on;
        private final Deque<Instant> calls = new ArrayDeque<>();

        public RateLimit(Clock clock, boolean on) {
            this.clock = clock;
            this.on = on;
        }

        public synchronized boolean exceeded() {
            if (!on) return false;
            Instant now = clock.instant();
            if (calls.size() == NEWEST) calls.removeFirst();
            calls.addLast(now);
            return WINDOWS.stream().anyMatch(window -> since(now.minus(window.length())) > window.requests());
        }

        private int since(Instant start) {
            int count = 0;
            Iterator<Instant> newestFirst = calls.descendingIterator();
            while (newestFirst.hasNext() && newestFirst.next().isAfter(start)) count++;
            return count;
        }
    }
}
