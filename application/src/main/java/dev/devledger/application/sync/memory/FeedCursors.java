package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.Optional;

/** How far the feed of each account is taken over into the ledger, known to all nodes and after a restart. */
public interface FeedCursors {

    /**
     * @param cursor in the service's own words
     * @param sweepAt what the feed may not have told before that time is told by lists alone, each read since then
     * @param movedAt when it last moved on
     */
    record Position(String cursor, Instant sweepAt, Instant movedAt) {}

    /** Empty where the feed was never read. */
    Optional<Position> of(ConnectedAccount account);

    /** Takes the place of the one before. */
    void keep(ConnectedAccount account, Position position);
}
