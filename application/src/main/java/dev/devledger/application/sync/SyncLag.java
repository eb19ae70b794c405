package dev.devledger.application.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far the sync of an account is behind, on all nodes, in one look that costs little. */
public interface SyncLag {

    /**
     * @param pending how many entities are marked
     * @param waiting how long the oldest mark has been waiting, for whatever reason; zero where none does
     * @param openConflicts how many conflicts wait for a person
     * @param sinceCompleteRead how long ago a cycle that read the lists did all it had to; null where none has yet
     */
    record Lag(
            int pending,
            Duration waiting,
            int openConflicts,
            @Nullable Duration sinceCompleteRead) {}

    Lag of(ConnectedAccount account);
}
