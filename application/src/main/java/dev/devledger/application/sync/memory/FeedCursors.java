package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.Optional;

/**
 * The position up to which the ledger has taken over the feed of each account; stored, so that all nodes know it, also
 * after a restart.
 */
public interface FeedCursors {

    /**
     * @param cursor the cursor in the service's own words
     * @param sweepAt a time: the feed may lack changes from before it, which only lists show that were read after it
     * @param movedAt the time when the cursor last advanced
     */
    record Position(String cursor, Instant sweepAt, Instant movedAt) {}

    /** Returns the position; empty if the feed was never read. */
    Optional<Position> of(ConnectedAccount account);

    /** Replaces the position before. */
    void keep(ConnectedAccount account, Position position);
}
