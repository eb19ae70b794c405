package dev.devledger.application.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes have taken of each caller's limits. A node takes requests in blocks, so that most of them cost no step
 * among all nodes (ADR 0136).
 */
public interface SharedPermits {
    /** For at most so long a block is good, since what is taken counts in slots of this length. */
    Duration SLOT = Duration.ofSeconds(10);

    /** In so many slots: a minute touches no more of them. */
    int SLOTS = 7;

    /** So long the places of a node that says nothing more are its own. */
    Duration LEASE = Duration.ofSeconds(15);

    /** Requests of a block that were not made. */
    record Unused(long slot, int requests) {}

    /**
     * What a node asks for.
     *
     * @param requests how many more it would like; zero where it needs none
     * @param places how many it would like to hold from now on, those that it holds included
     * @param unused what is left of its block before, whose time is over; null where nothing is
     */
    record Wish(int requests, int places, @Nullable Unused unused) {}

    /**
     * What it gets.
     *
     * @param requests how many; zero where none are left, and then {@code after} says for how long
     * @param good how long they can be made
     * @param slot by which they are given back
     * @param places how many it holds now
     */
    record Grant(int requests, long slot, Duration good, Duration after, int places) {}

    /** In one step among all nodes. */
    Grant take(String caller, CallerLimits limits, Wish wish);

    /** From now on this node holds so many places, which are no more than before. */
    void hold(String caller, int places);

    /** Nobody can be asked. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("What other nodes have let in cannot be told", cause);
        }
    }
}
