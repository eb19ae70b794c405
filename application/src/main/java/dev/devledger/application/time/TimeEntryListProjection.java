package dev.devledger.application.time;

import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.WriteBatching;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.RowProjection;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntry;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntryDecider;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The projection of time entries: a row for each entry, and a row from which sums of time are computed. */
public record TimeEntryListProjection(
        EntityRows<PlainRow<TimeEntry>> rows, TimeEntryListProjection.WorkedTime worked, WriteBatching writes)
        implements RowProjection<TimeEntryEvent, PlainRow<TimeEntry>> {
    private static final TimeEntryDecider RULES = new TimeEntryDecider();

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
    public void apply(List<LedgerEvent> events) {
        writes.inOne(() -> {
            RowProjection.super.apply(events);
            events.forEach(this::sumUp);
        });
    }

    private void sumUp(LedgerEvent event) {
        if (event.payload() instanceof TimeEntryEvent entry) {
            worked.of(entry.entry());
        } else if (event.payload() instanceof TaskEvent.Moved moved) {
            worked.ofTask(moved.task());
        }
    }

    @Override
    public void fill(List<LedgerEvent> events) {
        writes.inOne(() -> RowProjection.super.apply(events));
    }

    @Override
    public void filled() {
        worked.ofAll();
    }

    @Override
    public Class<TimeEntryEvent> events() {
        return TimeEntryEvent.class;
    }

    @Override
    public UUID entity(TimeEntryEvent event) {
        return event.entry().value();
    }

    @Override
    public boolean begins(TimeEntryEvent event) {
        return event instanceof TimeEntryEvent.Created;
    }

    @Override
    public PlainRow<TimeEntry> of(UUID entity, Object state) {
        return PlainRow.of(entity, (TimeEntry) state);
    }

    @Override
    public PlainRow<TimeEntry> after(@Nullable PlainRow<TimeEntry> row, TimeEntryEvent event, LedgerEvent stored) {
        TimeEntry now = RULES.evolve(row == null ? RULES.initial() : row.state(), event);
        return switch (event) {
            case TimeEntryEvent.Created e ->
                PlainRow.first(e.entry().value(), e.key().number(), now, stored);
            case TimeEntryEvent.Edited e -> Objects.requireNonNull(row).edited(now, stored);
            case TimeEntryEvent.Deleted e -> Objects.requireNonNull(row).deleted(now, stored);
            case TimeEntryEvent.Restored e -> Objects.requireNonNull(row).restored(now, stored);
        };
    }

    /**
     * The rows from which sums of time are computed. They are built from the rows of entries, tasks, projects and
     * people; each build can be repeated.
     */
    public interface WorkedTime {
        void of(TimeEntryId entry);

        /** Rebuilds the rows of all entries of a task that may be in another project now. */
        void ofTask(TaskId task);

        void ofAll();
    }
}
