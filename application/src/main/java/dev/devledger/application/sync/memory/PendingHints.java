package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hints whose objects were not read yet; stored, so that all nodes know them, also after a restart. Plain rows,
 * never events.
 */
public interface PendingHints {
    /** The most hints at a time; more are replaced by one hint to read everything. */
    int MOST = 200;

    /**
     * @param generation a number that grows with each delivery of the hint: a delivery during the read is not removed
     *     after it
     * @param attempts the number of reads that failed
     */
    record Waiting(Hint hint, long generation, int attempts) {}

    /** Adds a hint, for which one read is due; a repeated delivery adds no further one. */
    void add(ConnectedAccount account, Hint hint);

    /** Returns the hints that are due by that time, in no order. See {@link PendingWork#LONGEST_WAIT}. */
    List<Waiting> due(ConnectedAccount account, Instant now);

    /** Removes hints whose objects were read and taken over. */
    void done(ConnectedAccount account, Collection<Waiting> hints);

    /** Delays the hint until that time. */
    void later(ConnectedAccount account, Waiting hint, Instant notBefore);

    /** Returns the time when the next hint is due; null if there is none. */
    @Nullable
    Instant nextDue(ConnectedAccount account);
}
