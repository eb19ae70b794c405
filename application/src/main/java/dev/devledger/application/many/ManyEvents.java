package dev.devledger.application.many;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveProjections;
import java.util.List;

/**
 * Stores many events with all that comes of them, in the transaction at hand.
 *
 * @param events what the database is asked of events
 */
public record ManyEvents(EventBatches events, LiveProjections live, TableStatistics statistics) {
    /** So many changed rows make the database's picture of its tables wrong enough to be drawn anew. */
    private static final int WORTH_A_LOOK = 5_000;

    /** @param guarded whether events that a projection cannot apply are parked; else they fail it */
    public void store(List<LedgerEvent> batch, EventBatches.Rows rows, boolean guarded) {
        events.append(rows);
        live.applyMany(batch, guarded);
    }

    /** After the commit of so many in all. */
    public void committed(long stored) {
        live.committed();
        if (stored >= WORTH_A_LOOK) {
            statistics.refresh();
        }
    }
}
