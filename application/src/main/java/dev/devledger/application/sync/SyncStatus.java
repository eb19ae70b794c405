package dev.devledger.application.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code GET /api/sync/status} tells of a connector; the components are the contract's fields. */
public record SyncStatus(
        String connector,
        String mode,
        String state,
        @Nullable String message,
        Cycles.@Nullable Cycle lastCycle,
        int pending,
        int openConflicts,
        int held,
        List<Window> budget) {

    /** {@code window} as configured, such as {@code 60s}. */
    public record Window(String window, int limit, int used) {}
}
