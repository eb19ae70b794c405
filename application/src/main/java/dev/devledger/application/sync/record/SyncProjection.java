package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LinkBook;
import java.util.List;

/** Links and conflicts: what is said of one of them depends on the other, so they are rebuilt together. */
public final class SyncProjection implements Projection {
    private final SyncLinkProjection links;
    private final EntryLinkProjection entries;
    private final ConflictProjection conflicts;

    public SyncProjection(LinkBook links, EntryLinkBook entries, ConflictBook conflicts) {
        this.links = new SyncLinkProjection(links);
        this.entries = new EntryLinkProjection(entries);
        this.conflicts = new ConflictProjection(conflicts);
    }

    @Override
    public String name() {
        return links.name();
    }

    @Override
    public int generation() {
        return links.generation();
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("link-") || stream.startsWith("entrylink-") || stream.startsWith("conflict-");
    }

    @Override
    public void apply(LedgerEvent event) {
        links.apply(event);
        entries.apply(event);
        conflicts.apply(event);
    }

    /** Neither looks at the rows of the other. */
    @Override
    public void apply(List<LedgerEvent> events) {
        if (events.size() < MANY) {
            events.forEach(this::apply);
            return;
        }
        links.apply(events);
        entries.apply(events);
        events.forEach(conflicts::apply);
    }
}
