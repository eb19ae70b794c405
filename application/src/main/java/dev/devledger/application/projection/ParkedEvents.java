package dev.devledger.application.projection;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events that a projection could not apply. They wait here, later ones of the same stream behind them, and a replay of
 * the projection tries them again.
 */
public interface ParkedEvents {
    void park(String projection, LedgerEvent event, String error);

    boolean isParked(String projection, String stream);

    /** The streams of which events wait, each with the projection before it. */
    Set<List<String>> streams();

    /**
     * One that waits.
     *
     * @param error what went wrong, or that an earlier one of its stream waits
     */
    record Parked(String projection, long position, String stream, String type, String error, Instant at) {}

    /** The oldest events first. */
    Page<Parked> list(PageRequest page);

    /** What else of the stored values was met lately and could not be read, in words. */
    default List<String> unreadable() {
        return List.of();
    }

    /** How many wait, by projection; a projection without any is not in it. */
    Map<String, Long> counts();
}
