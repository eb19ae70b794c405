package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hints that no look has followed so far, known to all nodes and after a restart. Plain rows, never events. */
public interface PendingHints {
    /** The most hints at once; more become one: to look at everything. */
    int MOST = 200;

    /**
     * @param generation a number that grows with each delivery: one that came during the look is not removed with it
     * @param attempts the number of looks that came to nothing
     */
    record Waiting(Hint hint, long generation, int attempts) {}

    /** Adds a hint, for which one look is due; a repeated delivery adds none. */
    void add(ConnectedAccount account, Hint hint);

    /** Returns the hints that are due by that time, in no order. See {@link PendingWork#LONGEST_WAIT}. */
    List<Waiting> due(ConnectedAccount account, Instant now);

    /** Removes hints that a look has taken into account. */
    void done(ConnectedAccount account, Collection<Waiting> hints);

    /** Delays the hint until that time. */
    void later(ConnectedAccount account, Waiting hint, Instant notBefore);

    /** Returns the time when the next hint is due; null if there is none. */
    @Nullable
    Instant nextDue(ConnectedAccount account);
}
