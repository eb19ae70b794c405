package dev.devledger.application.projection;

/** What a replay reads from and writes to. */
public record ReplayStores(
        EventLog log, ParkedEvents parked, Savepoints savepoints, ShadowTables shadows, ReplayLog replays) {}
