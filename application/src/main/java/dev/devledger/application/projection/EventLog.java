package dev.devledger.application.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stored events in the order of their positions. */
public interface EventLog {

    /**
     * @param type the stored name, such as {@code project.status-changed}
     * @param parked the projections in which an earlier event of the same stream waits
     */
    record Located(long position, String type, Set<String> parked) {}

    /** Where events of the transaction at hand have been stored, by event id; one statement for all of them. */
    Map<String, Located> locate(List<String> eventIds);

    /**
     * At most {@code limit} events after one position, up to and including another; fewer where they are large, and none
     * only where there is none. Old revisions are upcast.
     */
    List<LedgerEvent> read(long after, long upTo, int limit);

    /** How many there are up to and including a position. */
    long count(long upTo);

    /** The newest position that is stored, 0 for none. */
    long head();
}
