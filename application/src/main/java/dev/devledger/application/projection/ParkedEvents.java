package dev.devledger.application.projection;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events that a projection could not apply. They wait, later ones of the same stream behind them, and a replay of the
 * projection tries them again.
 */
public interface ParkedEvents {
    void park(String projection, LedgerEvent event, String error);

    boolean isParked(String projection, String stream);

    /** Returns the streams with parked events, each as projection and stream. */
    Set<List<String>> streams();

    /**
     * A parked event.
     *
     * @param error the reason, or that an earlier one of its stream waits
     */
    record Parked(String projection, long position, String stream, String type, String error, Instant at) {}

    /** Returns the parked events, the oldest first. */
    Page<Parked> list(PageRequest page);

    /** Returns the texts about other stored values that could not be read lately. */
    default List<String> unreadable() {
        return List.of();
    }

    /** Returns the number of parked events by projection; a projection without any is not in it. */
    Map<String, Long> counts();
}
