package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Wanted;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The lists of one cycle, each looked for once. */
final class HomeLists {
    private final LinkRecords records;
    private final CycleCalls calls;
    private final SyncSettings settings;
    private final Clock clock;
    private final LockedLists read;
    private final ClosedLists closed;
    private final ExistenceTable table;
    private final Function<EntityRef, SyncLink> links;
    private final Map<EntityRef, HomeList> known = new HashMap<>();

    HomeLists(
            LinkRecords records,
            CycleCalls calls,
            SyncSettings settings,
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
        this.settings = settings;
        this.clock = clock;
        this.links = links;
    }

    /** The list, made where it is missing. */
    HomeList.Found find(Wanted.Home home) {
        return known.computeIfAbsent(
                        home.list(),
                        list -> new HomeList(
                                home, records, calls, settings, clock, read, closed, table, links.apply(list)))
                .find();
    }
}
