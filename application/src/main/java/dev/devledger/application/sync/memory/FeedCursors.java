package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.Optional;

/**
 * The position up to which the feed of each account is taken over into the ledger, known to all nodes and after a
 * restart.
 */
public interface FeedCursors {

    /**
     * @param cursor the cursor in the service's own words
     * @param sweepAt the time before which the feed may lack changes, which only lists show that were read since then
     * @param movedAt the time when it last moved on
     */
    record Position(String cursor, Instant sweepAt, Instant movedAt) {}

    /** Empty if the feed was never read. */
    Optional<Position> of(ConnectedAccount account);

    /** Replaces the position before. */
    void keep(ConnectedAccount account, Position position);
}
