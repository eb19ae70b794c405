package dev.devledger.application.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Up to where the ledger is settled: positions are given before a commit, and who took one first may be seen last. Behind
 * the head something may still be on its way; up to it the past stays as it is.
 */
public interface SettledHead {

    /**
     * @param position up to which nothing is on its way
     * @param until the time up to which nothing is
     * @param newest the position of the newest event that can be seen, settled or not
     */
    record Head(long position, Instant until, long newest) {
        /** As far as either of them is. */
        Head latest(Head other) {
            return new Head(
                    Math.max(position, other.position),
                    until.isAfter(other.until) ? until : other.until,
                    Math.max(newest, other.newest));
        }
    }

    /** As it is now, over all nodes. It never goes back. */
    Head now();

    /** From then on no event gets a time up to this one; false where it is still to come. */
    boolean end(Instant time);

    /** Of the newest event at or before a time, 0 where there is none. */
    long positionAt(Instant time);

    /** Of the newest event up to a position; empty where there is none. */
    default Optional<Instant> timeAt(long position) {
        return Optional.empty();
    }
}
