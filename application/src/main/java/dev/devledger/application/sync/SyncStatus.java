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
        @Nullable Instant lastCompleteReadAt) {

    /** Of a connector that has read nothing yet. */
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
        this(connector, mode, state, message, lastCycle, pending, openConflicts, held, budget, null);
    }

    /** {@code window} as configured, such as {@code 60s}. */
    public record Window(String window, int limit, int used) {}
}
