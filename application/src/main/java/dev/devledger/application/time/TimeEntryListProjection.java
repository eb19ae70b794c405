package dev.devledger.application.time;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.time.TimeEntryEvent;
import java.time.Instant;

/** A row for each time entry. */
public record TimeEntryListProjection(TimeEntryList entries) implements Projection {
    @Override
    public String name() {
        return "time-entries";
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof TimeEntryEvent entry) {
            apply(entry, event.at(), event.revision());
        }
    }

    private void apply(TimeEntryEvent event, Instant at, Revision revision) {
        switch (event) {
            case TimeEntryEvent.Created e -> entries.add(e.entry(), e.key(), e.details(), at, revision);
            case TimeEntryEvent.Edited e -> entries.edit(e.entry(), e.changes(), at, revision);
            case TimeEntryEvent.Deleted e -> entries.delete(e.entry(), at, revision);
            case TimeEntryEvent.Restored e -> entries.restore(e.entry(), at, revision);
        }
    }
}
