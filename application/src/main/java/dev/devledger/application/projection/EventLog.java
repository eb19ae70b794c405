package dev.devledger.application.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stored events in the order of their positions. */
public interface EventLog {

    /**
     * @param type the stored name, such as {@code project.status-changed}
     * @param at the time that goes with the position: who is behind is later
     */
    record Located(long position, String type, Instant at) {}

    /** Where the transaction at hand stores an event; empty for one that it does not store. */
    Optional<Located> locate(String eventId);

    /** Of these streams, in which projections an event waits: the projection before the stream. */
    Set<List<String>> parked(Collection<String> streams);

    /**
     * At most {@code limit} events after one position, up to and including another; fewer where they are large, and none
     * only where there is none. Old revisions are upcast.
     */
    List<LedgerEvent> read(long after, long upTo, int limit);

    /** How many there are after one position, up to and including another: it costs as much as these are. */
    long count(long after, long upTo);

    /** How many there are up to and including a position. */
    default long count(long upTo) {
        return count(0, upTo);
    }

    /** The newest position that is stored, 0 for none. */
    long head();
}
