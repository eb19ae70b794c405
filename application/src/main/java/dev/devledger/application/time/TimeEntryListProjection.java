package dev.devledger.application.time;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.WriteBatching;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.time.TimeEntryEvent;
import java.time.Instant;
import java.util.List;

/** A row for each time entry, and one of what is summed up of it. */
public record TimeEntryListProjection(TimeEntryList entries, WorkedTime worked, WriteBatching writes)
        implements Projection {
    @Override
    public String name() {
        return "time-entries";
    }

    @Override
    public int generation() {
        return 2;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("entry-");
    }

    @Override
    public void apply(LedgerEvent event) {
        switch (event.payload()) {
            case TimeEntryEvent entry -> {
                apply(entry, event.at(), event.revision());
                worked.of(entry.entry());
            }
            case TaskEvent.Moved moved -> worked.ofTask(moved.task());
            default -> {
                // changes no time, and nothing that it is summed up by
            }
        }
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        writes.inOne(() -> events.forEach(this::apply));
    }

    @Override
    public void fill(List<LedgerEvent> events) {
        writes.inOne(() -> events.forEach(event -> {
            if (event.payload() instanceof TimeEntryEvent entry) {
                apply(entry, event.at(), event.revision());
            }
        }));
    }

    @Override
    public void filled() {
        worked.ofAll();
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
