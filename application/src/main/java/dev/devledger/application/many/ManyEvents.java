package dev.devledger.application.many;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveProjections;
import java.util.List;

/** Stores many events with all that comes of them, in the transaction at hand. */
public final class ManyEvents {

    /** So many changed rows make the database's picture of its tables wrong enough to be drawn anew. */
    private static final int WORTH_A_LOOK = 5_000;

    private final EventBatches events;
    private final LiveProjections live;
    private final TableStatistics statistics;

    public ManyEvents(EventBatches events, LiveProjections live, TableStatistics statistics) {
        this.events = events;
        this.live = live;
        this.statistics = statistics;
    }

    /** What the database is asked of events. */
    public EventBatches events() {
        return events;
    }

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
