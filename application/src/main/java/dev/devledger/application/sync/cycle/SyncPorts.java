package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.FeedCursors;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LeftObjects;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingHints;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.memory.TimeWork;

/** What is kept of a connected account, as the cycles use it. */
public record SyncPorts(
        LinkBook links,
        ConflictBook conflicts,
        SuspectedAbsences doubts,
        PendingWork work,
        Cycles cycles,
        Lease leases,
        ConnectorStates states,
        PendingApprovals holds,
        SyncMeters meters,
        Closures closures,
        FeedCursors feeds,
        PendingHints hints,
        NoteWork notes,
        EntryLinkBook entries,
        TimeWork time,
        LeftObjects left) {

    /** The same, with what happens told to others. */
    public SyncPorts metered(SyncMeters others) {
        return new SyncPorts(
                links, conflicts, doubts, work, cycles, leases, states, holds, others, closures, feeds, hints, notes,
                entries, time, left);
    }
}
