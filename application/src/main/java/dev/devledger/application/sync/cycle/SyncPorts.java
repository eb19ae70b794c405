package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.RemoteBudget;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;

/** The connected system, and what is kept of it, as the cycles use them. */
public record SyncPorts(
        RemoteTasks remote,
        RemoteBudget budget,
        LinkBook links,
        ConflictBook conflicts,
        SuspectedAbsences doubts,
        PendingWork work,
        Cycles cycles,
        Lease leases,
        ConnectorStates states,
        PendingApprovals holds,
        SyncMeters meters,
        Closures closures) {}
