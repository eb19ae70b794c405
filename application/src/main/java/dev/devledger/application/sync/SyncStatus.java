package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/sync/status} tells of a connector; the components are the fields of docs/contract.md, section 4.
 *
 * @param lastCompleteReadAt when every list had last been read as a whole; null where one never was
 * @param lagSeconds for how long the oldest change has waited, 0 where none does; null where that is not known
 * @param connectionEndsAt when a person has to connect the account anew; null where that is not known, or never
 * @param progress of a first sync or another long one; null where there is none
 */
public record SyncStatus(
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
        this(connector, mode, state, message, lastCycle, pending, openConflicts, held, budget, null, null, null, null);
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

    private SyncStatus but(ConnectorCondition now, @Nullable String told, @Nullable Long lag, @Nullable Instant end) {
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
