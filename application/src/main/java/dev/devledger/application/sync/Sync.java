package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Instant;
import java.util.List;
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

    /**
     * What {@code GET /api/sync/status} tells of a connector; the components are the fields of docs/contract.md, section 4.
     *
     * @param lastCompleteReadAt when every list had last been read as a whole; null where one never was
     * @param lagSeconds for how long the oldest change has waited, 0 where none does; null where that is not known
     * @param connectionEndsAt when a person has to connect the account anew; null where that is not known, or never
     * @param progress of a first sync or another long one; null where there is none
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

        /** Of a connector of which no more is known. */
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

        /** The same, but for how it is and what to do. */
        public SyncStatus with(ConnectorCondition now, @Nullable String told) {
            return but(now, told, lagSeconds, connectionEndsAt);
        }

        /** The same, of a connection that ends then. */
        public SyncStatus endingAt(@Nullable Instant end) {
            return but(state, message, lagSeconds, end);
        }

        /** The same without what grows by itself: it is equal to another one as long as nothing happens. */
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

        /** So many projects and tasks are done, of so many as are known of by now. */
        public record Progress(int done, int total) {}

        /** {@code window} as configured, such as {@code 60s}. */
        public record Window(String window, int limit, int used) {}
    }
}
