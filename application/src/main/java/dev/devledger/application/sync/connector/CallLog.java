package dev.devledger.application.sync.connector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The calls to the connected account, of all nodes together: the remote counts by account. A call counts in a window
 * until the window's length after its end, as the remote may have counted it at any time in between; a call without a
 * reported end counts as if it took the longest time.
 */
public interface CallLog {

    /** The purpose of a call, with its part of all calls (docs/sync-design.md, section 7). */
    enum Share {
        /** A call that a user waits for. Goes before all others, which leave it its part. */
        INTERACTIVE(25),
        /** A lookup of one task, to learn what became of it. */
        RESOLUTION(30),
        WRITE(125),
        READ(105);

        private static final int ALL =
                Arrays.stream(values()).mapToInt(share -> share.part).sum();
        private final int part;

        Share(int part) {
            this.part = part;
        }

        /** Returns the part of this share in {@code limit} calls. */
        public int of(int limit) {
            return (int) ((long) limit * part / ALL);
        }
    }

    /** A limit of {@code limit} calls within any time of that length. */
    record Window(Duration length, int limit) {}

    /** @param longestCall the longest time that a call can take */
    record Limits(List<Window> windows, Duration longestCall) {
        public Limits {
            windows = List.copyOf(windows);
        }
    }

    /** The answer to a request for a call. */
    sealed interface Slot {
        /** The call may go now; it is counted. */
        record TakenSlot(long call) implements Slot {}

        /** The call may not go now, nor before that time has passed. */
        record Wait(Duration time) implements Slot {}
    }

    /** A call that ended {@code ago} before now. */
    record EndedCall(long call, Duration ago) {}

    /**
     * Requests one call, in one step among all nodes. Unused calls of another share may be borrowed, but for the
     * interactive ones; a request turned away within its own share is served before those beyond theirs.
     *
     * @param ended ended calls of this node that were not reported yet
     * @throws Unavailable when the log cannot be read, so that no call may go
     */
    Slot take(Share share, Limits limits, List<EndedCall> ended);

    /**
     * Records that the remote reported an exceeded limit: no node calls for a {@code pause}, or for a {@code longPause}
     * if the last pause ended less than a {@code pause} ago. A report during a pause changes nothing.
     *
     * @return the rest of the pause
     * @throws Unavailable when the log cannot be written
     */
    Duration exceeded(Duration pause, Duration longPause);

    /**
     * Returns the rest of such a pause, whichever node reported it; zero if there is none.
     *
     * @throws Unavailable when the log cannot be read
     */
    Duration pauseLeft();

    /**
     * Returns the used part of each window, in their order.
     *
     * @throws Unavailable when the log cannot be read
     */
    List<RemoteBudget.Use> use(List<Window> windows);

    /** The store of the log is away. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("the log of calls to the remote is not available", cause);
        }
    }

    /** The logs of all accounts; each has its own, as each has its own limit. */
    interface CallLogs {
        CallLog of(ConnectedAccount account);
    }

    /** The used part of a connector's allowance of calls. */
    interface RemoteBudget {

        /** {@code used} calls of at most {@code limit} within the last {@code window}. */
        record Use(Duration window, int limit, int used) {}

        /** Returns one line for each window; none if the budget is off. */
        List<Use> use();

        /**
         * Returns the number of calls that may go now, without those kept for waiting users; any number if there is no
         * window.
         */
        default int room() {
            return use().stream()
                    .mapToInt(use -> use.limit() - use.used() - CallLog.Share.INTERACTIVE.of(use.limit()))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        /** Returns the number of calls sent since the start, refused ones too. */
        long sent();
    }
}
