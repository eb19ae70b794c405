package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sync of one connector, for people and scripts. */
public interface Sync {

    SyncStatus status();

    /**
     * Runs a cycle that begins after the call, and returns when the cycle is done. If another cycle is running, waits
     * for its end, and then runs one that all waiting callers share.
     */
    Report run();

    /** Plans what {@link #run} would do now; writes nothing. */
    SyncPlan plan();

    /** Returns the stage of the cycle that this node runs; null if it runs none. */
    default @Nullable Stage stage() {
        return null;
    }

    /** Returns the last read of each synced list, by its remote id. */
    default Map<String, Cycles.ListReadState> lists() {
        return Map.of();
    }

    /**
     * @param step the number of the step from 1, which grows while a cycle runs
     * @param phase the present step in a few words
     * @param done the finished part of {@code total} in a long step; both are 0 in a short one
     */
    record Stage(int step, String phase, int done, int total) {}

    /** The components are the fields of docs/contract.md, section 4. */
    record Report(String connector, int pulled, int pushed, int conflicts, int remoteRequests, long durationMs) {}

    /**
     * A connector's state, as {@code GET /api/sync/status} returns it; the components are the fields of
     * docs/contract.md, section 4.
     *
     * @param lastCompleteReadAt the time since which every list was read completely; null if a list never was
     * @param lagSeconds the age of the oldest waiting change, 0 if none waits; null if unknown
     * @param connectionEndsAt the time at which a person has to connect the account again; null if unknown, or never
     * @param progress the progress of a first or another long sync; null if there is none
     */
    record SyncStatus(
            String connector,
            ConnectorMode mode,
            ConnectorCondition state,
            @Nullable String message,
            Cycles.@Nullable Cycle lastCycle,
            int pending,
            int openConflicts,
            int held,
            List<Window> budget,
            @Nullable Instant lastCompleteReadAt,
            @Nullable Long lagSeconds,
            @Nullable Instant connectionEndsAt,
            @Nullable Progress progress) {

        /** The state of a connector of which nothing else is known. */
        public SyncStatus(
                String connector,
                ConnectorMode mode,
                ConnectorCondition state,
                @Nullable String message,
                Cycles.@Nullable Cycle lastCycle,
                int pending,
                int openConflicts,
                int held,
                List<Window> budget) {
            this(
                    connector,
                    mode,
                    state,
                    message,
                    lastCycle,
                    pending,
                    openConflicts,
                    held,
                    budget,
                    null,
                    null,
                    null,
                    null);
        }

        /** Returns a copy with another condition and message. */
        public SyncStatus with(ConnectorCondition now, @Nullable String told) {
            return but(now, told, lagSeconds, connectionEndsAt);
        }

        /** Returns a copy whose connection ends at {@code end}. */
        public SyncStatus endingAt(@Nullable Instant end) {
            return but(state, message, lagSeconds, end);
        }

        /**
         * Returns a copy without values that change with time alone, so that the copy stays equal as long as nothing
         * happens.
         */
        public SyncStatus standing() {
            return but(state, message, null, connectionEndsAt);
        }

        private SyncStatus but(
                ConnectorCondition now, @Nullable String told, @Nullable Long lag, @Nullable Instant end) {
            return new SyncStatus(
                    connector,
                    mode,
                    now,
                    told,
                    lastCycle,
                    pending,
                    openConflicts,
                    held,
                    budget,
                    lastCompleteReadAt,
                    lag,
                    end,
                    progress);
        }

        /** The number of projects and tasks that are done, and of all that are known by now. */
        public record Progress(int done, int total) {}

        /** {@code window} is the configured length, such as {@code 60s}. */
        public record Window(String window, int limit, int used) {}
    }
}
