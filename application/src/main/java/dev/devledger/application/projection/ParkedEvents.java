package dev.devledger.application.projection;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events that a projection could not apply, with all later events of the same streams. A replay of the projection
 * tries them again.
 */
public interface ParkedEvents {
    void park(String projection, LedgerEvent event, String error);

    boolean isParked(String projection, String stream);

    /** Returns the pairs of projection and stream that have parked events. */
    Set<List<String>> streams();

    /**
     * A parked event.
     *
     * @param error the reason, or that an earlier event of the stream waits
     */
    record Parked(String projection, long position, String stream, String type, String error, Instant at) {}

    /** Returns the parked events, the oldest first. */
    Page<Parked> list(PageRequest page);

    /** Returns descriptions of other stored values that could not be read lately. */
    default List<String> unreadable() {
        return List.of();
    }

    /** Returns the number of parked events by projection, without projections that have none. */
    Map<String, Long> counts();
}
