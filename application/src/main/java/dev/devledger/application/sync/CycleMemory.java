package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.PagedReads;
import dev.devledger.application.sync.lookup.KeptLookups;
import dev.devledger.application.sync.read.ListGlance;
import dev.devledger.application.sync.read.Quarantine;
import dev.devledger.application.sync.read.UnfinishedRead;
import java.time.Clock;

/** What one cycle leaves to the next on this node; where it is lost, the next one only has more to do. */
record CycleMemory(
        KeptLookups lookups,
        Quarantine quarantine,
        UnfinishedRead unfinished,
        PagedReads paged,
        ListGlance.Known lists) {
    CycleMemory(Connector connector, Clock clock) {
        this(
                new KeptLookups(),
                new Quarantine(connector),
                new UnfinishedRead(clock),
                new PagedReads(connector.title(), clock),
                new ListGlance.Known());
    }
}
