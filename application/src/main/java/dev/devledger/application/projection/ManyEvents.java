package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stores many events with all that comes of them, in the transaction at hand.
 *
 * @param events what the database is asked of events
 */
public record ManyEvents(ManyEvents.EventBatches events, LiveProjections live, ManyEvents.TableStatistics statistics) {
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

    /** The event store, for many events at once, in the transaction at hand. */
    public interface EventBatches {

        /** Events as the rows that they become. */
        interface Rows {}

        /**
         * An event of a stream that goes on.
         *
         * @param version the entity's version after it, from 1
         * @param hash in hex; what comes next is chained to that of the last one
         */
        record Earlier(String stream, long version, String hash, Object payload) {}

        /** The stored name of an event, such as {@code task.created}. */
        String nameOf(Object event);

        /** Positions one after the other, which nobody else's come between; {@code at} is the time of their events. */
        record Places(long first, Instant at) {}

        /** Places behind all that this transaction has read so far. */
        Places places(int count);

        /** The transaction at hand may take long from now on. */
        void takeTime();

        /**
         * The events of these streams, stream after stream in this order, and each from its first on. Where they are large it
         * ends sooner, behind a whole stream.
         *
         * @return how many streams were read; one at least
         */
        int read(List<String> streams, Consumer<Earlier> each);

        /**
         * Asks nothing of the database, so it can be done while that is busy. All are of one change set.
         *
         * @param hashes of the last events of the streams that go on
         */
        Rows rows(List<LedgerEvent> events, Map<String, String> hashes);

        /** Where another writer has stored one of these versions it is a lost race. */
        void append(Rows rows);
    }

    /** What the database knows of how full its tables are, by which it chooses its ways. */
    public interface TableStatistics {
        /** Has it look again, soon and without holding anybody up. */
        void refresh();
    }
}
