package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The lists of one cycle, each looked for once. */
final class TargetLists {
    private final LinkJournal records;
    private final CycleCalls calls;
    private final Connector connector;
    private final Clock clock;
    private final LockedLists read;
    private final ClosedLists closed;
    private final ExistenceTable table;
    private final Function<EntityRef, SyncLink> links;
    private final Map<EntityRef, TargetList> known = new HashMap<>();

    TargetLists(
            LinkJournal records,
            CycleCalls calls,
            Connector connector,
            Clock clock,
            LockedLists read,
            ClosedLists closed,
            ExistenceTable table,
            Function<EntityRef, SyncLink> links) {
        this.read = read;
        this.closed = closed;
        this.table = table;
        this.records = records;
        this.calls = calls;
        this.connector = connector;
        this.clock = clock;
        this.links = links;
    }

    /** The list, made where it is missing. */
    TargetList.Found find(Wanted.Home home) {
        return known.computeIfAbsent(
                        home.list(),
                        list -> new TargetList(
                                home, records, calls, connector, clock, read, closed, table, links.apply(list)))
                .find();
    }
}
