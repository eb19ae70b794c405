package dev.devledger.application.sync;

/** The connected system, and what is kept of it, as the cycles use them. */
public record SyncPorts(
        RemoteTasks remote,
        RemoteBudget budget,
        LinkBook links,
        ConflictBook conflicts,
        Doubts doubts,
        SyncWork work,
        Cycles cycles,
        Lease leases,
        ConnectorStates states,
        Holds holds,
        SyncMeters meters,
        Closures closures) {}
