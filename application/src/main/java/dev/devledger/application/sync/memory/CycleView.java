package dev.devledger.application.sync.memory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cycle as people see it among those of all connectors; see {@link Cycles.Cycle}. */
public record CycleView(
        UUID id,
        String connector,
        String kind,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean complete,
        int pulled,
        int pushed,
        int conflicts,
        int remoteRequests,
        @Nullable String error) {

    public static CycleView of(String connector, Cycles.Cycle cycle) {
        return new CycleView(
                cycle.id(),
                connector,
                cycle.kind(),
                cycle.startedAt(),
                cycle.finishedAt(),
                cycle.complete(),
                cycle.pulled(),
                cycle.pushed(),
                cycle.conflicts(),
                cycle.remoteRequests(),
                cycle.error());
    }
}
