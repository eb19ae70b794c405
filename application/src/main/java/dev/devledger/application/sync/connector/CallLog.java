package dev.devledger.application.sync.connector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * When calls were made to the connected account, of all nodes together: the remote counts by
 * account. A call counts in a window until the window's length after its end, as nobody knows
 * when in between the remote counted it; one whose end is not told counts as if it took as long as a call can.
 */
public interface CallLog {

    /** What a call is for, with its part of all calls (docs/sync-design.md, section 7). */
    enum Share {
        /** Somebody waits for the answer. Goes before all others, which leave it its part. */
        INTERACTIVE(25),
        /** A look at one task, to learn what became of it. */
        RESOLUTION(30),
        WRITE(125),
        READ(105);

        private static final int ALL =
                Arrays.stream(values()).mapToInt(share -> share.part).sum();
        private final int part;

        Share(int part) {
            this.part = part;
        }

        /** Its part of so many calls. */
        public int of(int limit) {
            return (int) ((long) limit * part / ALL);
        }
    }

    /** At most {@code limit} calls within any time of that length. */
    record Window(Duration length, int limit) {}

    /** @param longestCall the most that a call can take */
    record Limits(List<Window> windows, Duration longestCall) {
        public Limits {
            windows = List.copyOf(windows);
        }
    }

    /** What asking for a call came to. */
    sealed interface Slot {
        /** It may go now; it is counted. */
        record Taken(long call) implements Slot {}

        /** It may not, and would not earlier than after that time. */
        record Wait(Duration time) implements Slot {}
    }

    /** A call that was over so long ago. */
    record Ended(long call, Duration ago) {}

    /**
     * Asks for one call, in one step among all nodes. What is left of another share may be borrowed, but for that of the
     * interactive ones; who was turned away within its own share is served before those who are over theirs.
     *
     * @param ended calls of this node of which that was not told yet
     * @throws Unavailable when the log cannot be read, so that no call may go
     */
    Slot take(Share share, Limits limits, List<Ended> ended);

    /**
     * The remote said that the limit is exceeded: nobody calls for a {@code pause}, or for a {@code longPause} where the
     * last pause ended less than a {@code pause} ago. Told again during a pause it changes nothing.
     *
     * @return what is left of the pause
     * @throws Unavailable when the log cannot be written
     */
    Duration exceeded(Duration pause, Duration longPause);

    /**
     * What is left of such a pause, whichever node was told of it; zero where there is none.
     *
     * @throws Unavailable when the log cannot be read
     */
    Duration pauseLeft();

    /**
     * How much of each window is used, in their order.
     *
     * @throws Unavailable when the log cannot be read
     */
    List<RemoteBudget.Use> use(List<Window> windows);

    /** What keeps the log is away. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("the log of calls to the remote is not available", cause);
        }
    }

    /** Each account has a log of its own, as each has its own limit. */
    interface CallLogs {
        CallLog of(ConnectedAccount account);
    }

    /** How much of a connector's allowance of calls is used up. */
    interface RemoteBudget {

        /** {@code used} calls of at most {@code limit} within the last {@code window}. */
        record Use(Duration window, int limit, int used) {}

        /** A line for each window; none where the budget is off. */
        List<Use> use();

        /** How many calls may go now, those apart that are kept for somebody who waits; without a window, any number. */
        default int room() {
            return use().stream()
                    .mapToInt(use -> use.limit() - use.used() - CallLog.Share.INTERACTIVE.of(use.limit()))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        /** Every call sent since the start, refused ones too. */
        long sent();
    }
}
