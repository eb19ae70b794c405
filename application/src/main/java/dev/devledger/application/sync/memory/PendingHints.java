package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hints that no look was taken for so far, known to all nodes and after a restart. Plain rows, never events. */
public interface PendingHints {
    /** More than so many at once are one hint: to look at everything. */
    int MOST = 200;

    /**
     * @param generation grows with each delivery: one that came during the look is not taken away with it
     * @param attempts how many looks came to nothing
     */
    record Waiting(Hint hint, long generation, int attempts) {}

    /** Of which one look is due; delivered before, it is the same. */
    void add(ConnectedAccount account, Hint hint);

    /** Those to look at by that time, in no order. See {@link PendingWork#LONGEST_WAIT}. */
    List<Waiting> due(ConnectedAccount account, Instant now);

    /** A look was taken into account for these. */
    void done(ConnectedAccount account, Collection<Waiting> hints);

    /** Not now: looked at again at that time. */
    void later(ConnectedAccount account, Waiting hint, Instant notBefore);

    /** When the next one is due; null where there is none. */
    @Nullable
    Instant nextDue(ConnectedAccount account);
}
