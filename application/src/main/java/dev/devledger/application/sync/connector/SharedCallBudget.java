package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The calls of all nodes to the connected account, as the remote counts calls by account. A call counts in a window
 * until the window's length after its end, as the remote may count it at any time until its end; a call whose end was
 * not reported counts as if it had taken the longest time.
 */
public interface SharedCallBudget {

    /** The purpose of a call, with the share of all calls that it may use (docs/sync-design.md, section 7). */
    enum CallPurpose {
        /** A call for which a user waits. It goes before all others, which leave its share free. */
        INTERACTIVE(25),
        /** A lookup of one task, to find out what happened to it. */
        RESOLUTION(30),
        WRITE(125),
        READ(105);

        private static final int ALL =
                Arrays.stream(values()).mapToInt(share -> share.part).sum();
        private final int part;

        CallPurpose(int part) {
            this.part = part;
        }

        /** Returns the calls of this share in a limit of {@code limit} calls. */
        public int of(int limit) {
            return (int) ((long) limit * part / ALL);
        }
    }

    /** A limit of {@code limit} calls within any time span of that length. */
    record Window(Duration length, int limit) {}

    /** @param longestCall the longest time that a call can take */
    record Limits(List<Window> windows, Duration longestCall) {
        public Limits {
            windows = List.copyOf(windows);
        }
    }

    /** The answer to a request for a call. */
    sealed interface CallDecision {
        /** The call may go now; it is counted. */
        record Allowed(long call) implements CallDecision {}

        /** The call may not go now, nor before {@code time} has passed. */
        record Delayed(Duration time) implements CallDecision {}
    }

    /** A call that ended {@code ago} before now. */
    record EndedCall(long call, Duration ago) {}

    /**
     * Requests one call, atomically among all nodes. A request may borrow unused calls of other shares, but none of the
     * interactive share. A request that was turned away within its own share is served before requests that borrow.
     *
     * @param ended the calls of this node that have ended and were not reported yet
     * @throws Unavailable if the log cannot be read; no call may go then
     */
    CallDecision take(CallPurpose share, Limits limits, List<EndedCall> ended);

    /**
     * Records that the remote reported an exceeded limit: no node calls for a {@code pause}, or for a {@code longPause}
     * if the last pause ended less than a {@code pause} ago. A report during a pause changes nothing.
     *
     * @return the rest of the pause
     * @throws Unavailable when the log cannot be written
     */
    Duration exceeded(Duration pause, Duration longPause);

    /**
     * Returns the rest of the pause after an exceeded limit, whichever node reported it; zero if there is no pause.
     *
     * @throws Unavailable when the log cannot be read
     */
    Duration pauseLeft();

    /**
     * Returns the used calls of each window, in the order of the windows.
     *
     * @throws Unavailable when the log cannot be read
     */
    List<BudgetUsage.Use> use(List<Window> windows);

    /** The store of the log cannot be reached. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("the log of calls to the remote is not available", cause);
        }
    }

    /** The logs of all accounts: one for each account, as each has its own limit. */
    interface CallLogs {
        SharedCallBudget of(ConnectedAccount account);
    }

    /** The calls that a connector has used and may still use. */
    interface BudgetUsage {

        /** {@code used} calls of at most {@code limit} within the last {@code window}. */
        record Use(Duration window, int limit, int used) {}

        /** Returns one entry for each window; none if the budget is off. */
        List<Use> use();

        /**
         * Returns the number of calls that may go now, without the share of waiting users; any number if there is no
         * window.
         */
        default int room() {
            return use().stream()
                    .mapToInt(
                            use -> use.limit() - use.used() - SharedCallBudget.CallPurpose.INTERACTIVE.of(use.limit()))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        /** Returns the number of calls sent since the start of the program, including refused ones. */
        long sent();
    }
}
