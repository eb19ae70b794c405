package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stores many events and applies them to the read model, in the current transaction.
 *
 * @param events the event store in the database
 */
public record BulkEvents(BulkEvents.EventBatches events, LiveProjections live, BulkEvents.TableStatistics statistics) {
    /** The number of changed rows after which the database's statistics are so wrong that they should be renewed. */
    private static final int WORTH_A_LOOK = 5_000;

    /** @param guarded true if events that a projection cannot apply are parked; else such an event fails the write */
    public void store(List<LedgerEvent> batch, EventBatches.Rows rows, boolean guarded) {
        events.append(rows);
        live.applyMany(batch, guarded);
    }

    /** Renews the tables' statistics after a commit of many events. */
    public void committed(long stored) {
        live.committed();
        if (stored >= WORTH_A_LOOK) {
            statistics.refresh();
        }
    }

    /** The event store for many events at once, in the current transaction. */
    public interface EventBatches {

        /** Events in the form of their rows. */
        interface Rows {}

        /**
         * An earlier event of a stream.
         *
         * @param version the entity's version after the event, from 1
         * @param hash the event's hash in hex; the hash of the next event includes it
         */
        record PriorEvent(String stream, long version, String hash, Object payload) {}

        /** Returns the stored name of an event, such as {@code task.created}. */
        String nameOf(Object event);

        /**
         * Consecutive positions, with no other transaction's position between them; {@code at} is the time of their
         * events.
         */
        record PositionRange(long first, Instant at) {}

        /** Reserves positions after all events that this transaction has read so far. */
        PositionRange places(int count);

        /** Allows the current transaction to take long from now on. */
        void takeTime();

        /**
         * Reads the events of these streams, stream after stream in this order, each stream from its first event on. If
         * the events are large, reading ends earlier, after a complete stream.
         *
         * @return the number of streams that were read; one at least
         */
        int read(List<String> streams, Consumer<PriorEvent> each);

        /**
         * Makes the rows without using the database, which may be busy meanwhile. All events are of one change set.
         *
         * @param hashes for each stream that already has events, the hash of its last one
         */
        Rows rows(List<LedgerEvent> events, Map<String, String> hashes);

        /** Stores the rows. If another writer has already stored one of the versions, this is a lost race. */
        void append(Rows rows);
    }

    /** The database's statistics of its tables, by which it plans its queries. */
    public interface TableStatistics {
        /** Requests a renewal of the statistics; returns at once. */
        void refresh();
    }
}
