package dev.devledger.adapters.door;

import org.jspecify.annotations.Nullable;

/**
 * A wait for one client, as it is seen from time to time.
 *
 * @param seen how it was when this window began
 * @param since when that was, in nanoseconds
 */
record Wait(Seen seen, long since) {

    /** What is waited for. */
    enum For {
        NOTHING,
        /** More of a request: of its head, or of its body. */
        REQUEST,
        /** That the client takes more of the answer. */
        ANSWER
    }

    /**
     * A connection at one moment.
     *
     * @param request which request it is, as one connection has many
     * @param bytes how many have come, or gone, of that
     */
    record Seen(For what, long request, long bytes) {
        static final Seen IDLE = new Seen(For.NOTHING, 0, 0);

        private boolean goesOn(Seen before) {
            return what == before.what && request == before.request;
        }
    }

    /** This wait, or the next one where it is another, or where the client has done enough in this window. */
    static Wait after(@Nullable Wait before, Seen now, long nanos, Patience patience) {
        if (before != null && now.goesOn(before.seen) && now.bytes - before.seen.bytes < patience.bytes()) {
            return before;
        }
        return new Wait(now, nanos);
    }

    boolean isTooLong(long nanos, Patience patience) {
        return seen.what != For.NOTHING && nanos - since >= patience.window().toNanos();
    }
}
