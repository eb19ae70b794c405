package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the sync of an account is behind, on all nodes, in one look that costs little. */
public interface SyncLag {

    /**
     * @param pending how many entities are marked
     * @param waiting how long the oldest mark has been waiting, for whatever reason; zero where none does
     * @param openConflicts how many conflicts wait for a person
     * @param sinceCompleteRead how long ago that list was last read as a whole whose turn was the longest ago; null where
     *     one never was. A cycle is not complete while anything waits, such as for a person, so it does not tell that
     * @param sinceRead the same for each list, by its remote id; without those that never were
     */
    record Lag(
            int pending,
            Duration waiting,
            int openConflicts,
            @Nullable Duration sinceCompleteRead,
            Map<String, Duration> sinceRead) {
        public Lag {
            sinceRead = Map.copyOf(sinceRead);
        }

        public Lag(int pending, Duration waiting, int openConflicts, @Nullable Duration sinceCompleteRead) {
            this(pending, waiting, openConflicts, sinceCompleteRead, Map.of());
        }
    }

    Lag of(ConnectedAccount account);
}
