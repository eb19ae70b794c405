package dev.devledger.application.sync;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.SyncPlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sync of one connector, as people and scripts use it. */
public interface Sync {

    SyncStatus status();

    /**
     * Runs a cycle that begins after the call, and answers when it is done. Where one is under way it waits and then runs
     * one, which all who wait share.
     */
    Report run();

    /** What {@link #run} would do now; nothing is written anywhere. */
    SyncPlan plan();

    /** How far the cycle is that this node runs at the moment; null where it runs none. */
    default @Nullable Stage stage() {
        return null;
    }

    /** How each list that is kept in step was read, by its remote id. */
    default Map<String, Cycles.Read> lists() {
        return Map.of();
    }

    /**
     * @param step counts from 1, and grows while a cycle runs
     * @param phase what it does now, in a few words
     * @param done how much of a long work is done, of {@code total}; both 0 where there is not much to do
     */
    record Stage(int step, String phase, int done, int total) {}

    /** The components are the fields of docs/contract.md, section 4. */
    record Report(String connector, int pulled, int pushed, int conflicts, int remoteRequests, long durationMs) {}
}
