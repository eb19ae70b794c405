package dev.devledger.application.sync;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
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

    void save(ConnectedAccount account, Cycle cycle);

    Optional<Cycle> last(ConnectedAccount account);

    /** Newest first. */
    Page<Cycle> list(ConnectedAccount account, PageRequest page);

    /** Removes the records of cycles that began before; answers how many. The newest one stays. */
    int forget(Instant before);
}
