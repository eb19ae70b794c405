package dev.devledger.application.sync;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of the cycles, for people; never events. */
public interface Cycles {

    /**
     * @param kind {@code narrow} or {@code full}
     * @param complete whether everything that was to be done was done
     * @param pulled entities changed here
     * @param pushed entities changed there
     */
    record Cycle(
            UUID id,
            String kind,
            Instant startedAt,
            @Nullable Instant finishedAt,
            boolean complete,
            int pulled,
            int pushed,
            int conflicts,
            int remoteRequests,
            @Nullable String error) {}

    /** When a list was last read as a whole, and when something in it was last found changed. */
    record Read(Instant readAt, Instant changedAt) {}

    void save(ConnectedAccount account, Cycle cycle);

    /** A full cycle, with the reads of every list that is kept in step by now. */
    void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads);

    /** By list; as the last full cycle left them. */
    Map<String, Read> reads(ConnectedAccount account);

    /** When the newest full cycle began that came to its end, on whatever node. */
    Optional<Instant> lastFullAt(ConnectedAccount account);

    Optional<Cycle> last(ConnectedAccount account);

    /** Newest first. */
    Page<Cycle> list(ConnectedAccount account, PageRequest page);

    /** Removes the records of cycles that began before; answers how many. The newest one stays, and the newest full one. */
    int forget(Instant before);
}
