package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stores many events and applies them to the read model, in the transaction at hand.
 *
 * @param events the event store in the database
 */
public record ManyEvents(ManyEvents.EventBatches events, LiveProjections live, ManyEvents.TableStatistics statistics) {
    /** The changed rows after which the database's statistics of its tables are wrong enough to be renewed. */
    private static final int WORTH_A_LOOK = 5_000;

    /** @param guarded true if events that a projection cannot apply are parked; else they fail it */
    public void store(List<LedgerEvent> batch, EventBatches.Rows rows, boolean guarded) {
        events.append(rows);
        live.applyMany(batch, guarded);
    }

    /** Runs after the commit of that many events. */
    public void committed(long stored) {
        live.committed();
        if (stored >= WORTH_A_LOOK) {
            statistics.refresh();
        }
    }

    /** The event store, for many events at once, in the transaction at hand. */
    public interface EventBatches {

        /** Events in the form of their rows. */
        interface Rows {}

        /**
         * An earlier event of a stream.
         *
         * @param version the entity's version after the event, from 1
         * @param hash in hex; the next event is chained to that of the last one
         */
        record PriorEvent(String stream, long version, String hash, Object payload) {}

        /** Returns the stored name of an event, such as {@code task.created}. */
        String nameOf(Object event);

        /**
         * Consecutive positions without any of another transaction in between; {@code at} is the time of their events.
         */
        record Places(long first, Instant at) {}

        /** Reserves positions behind all that this transaction has read so far. */
        Places places(int count);

        /** Allows the transaction at hand to take long from now on. */
        void takeTime();

        /**
         * Reads the events of these streams, stream after stream in this order, and each from its first on. If they are
         * large it ends sooner, behind a whole stream.
         *
         * @return the number of streams that were read; one at least
         */
        int read(List<String> streams, Consumer<PriorEvent> each);

        /**
         * Makes the rows without the database, so that it can be done while that is busy. All events are of one change
         * set.
         *
         * @param hashes the hashes of the last events of streams that go on
         */
        Rows rows(List<LedgerEvent> events, Map<String, String> hashes);

        /** Stores the rows; if another writer has stored one of these versions it is a lost race. */
        void append(Rows rows);
    }

    /** The database's statistics of its tables, by which it plans its queries. */
    public interface TableStatistics {
        /** Has them renewed, soon and without holding anything up. */
        void refresh();
    }
}
