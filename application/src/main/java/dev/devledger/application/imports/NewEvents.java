package dev.devledger.application.imports;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.many.EventBatches;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes stored events of what was decided, and hands them out some thousands at a time. */
final class NewEvents implements NewEntities.Taker, AutoCloseable {
    private static final int ROWS = 500;
    private static final int BATCH = 5_000;

    /** Of the file, for events that are fewer but large: two batches are in memory. */
    private static final long ENOUGH = 8_000_000;

    /** Events, and the rows that they are in the event store. */
    record Batch(List<LedgerEvent> events, EventBatches.Rows rows) {
        boolean isEmpty() {
            return events.isEmpty();
        }
    }

    private final EventBatches store;
    private final RowReader reading;
    private final Errors errors = new Errors();
    /** When they are made, by whom, and in which change set. */
    record Origin(Instant at, Provenance by, UUID changeSet) {}

    private final RowDecisions deciding;
    private final EventBatches.Places places;
    private final OrderedIds ids;
    private final Provenance by;
    private final UUID changeSet;
    private List<LedgerEvent> batch = new ArrayList<>();
    private int made;

    NewEvents(
            ImportPlan plan,
            ImportFile file,
            ImportProgress progress,
            ImportStore numbers,
            EventBatches store,
            Origin origin) {
        this.store = store;
        this.by = origin.by();
        this.changeSet = origin.changeSet();
        // All of them at once: they have one time, and as of a time all of it is there or nothing.
        places = store.places(Math.max(1, plan.events())); // a file without rows leaves its one
        deciding = plan.deciding(
                errors,
                this,
                new NewEntities.Keys(
                        numbers.next(ImportStore.Sequence.PROJECT_KEYS, plan.projects()),
                        numbers.next(ImportStore.Sequence.TASK_KEYS, plan.tasks()),
                        numbers.next(ImportStore.Sequence.TIME_ENTRY_KEYS, plan.entries())));
        ids = new OrderedIds(origin.at());
        reading = new RowReader(file, progress);
    }

    /** Without events at the end. */
    Batch next() {
        batch = new ArrayList<>(BATCH + 2 * ROWS);
        boolean more = true;
        long end = reading.bytes() + ENOUGH;
        while (more && batch.size() < BATCH && reading.bytes() < end) {
            List<ImportRow> rows = reading.next(ROWS);
            rows.forEach(deciding::row);
            more = !rows.isEmpty();
        }
        errors.refuseIfAny();
        return new Batch(batch, store.rows(batch, Map.of()));
    }

    @Override
    public void project(ProjectId project, List<ProjectEvent> events) {
        add(project.address(), events);
    }

    @Override
    public void task(TaskId task, List<TaskEvent> events) {
        add(task.address(), events);
    }

    @Override
    public void entry(TimeEntryId entry, List<TimeEntryEvent> events) {
        add(entry.address(), events);
    }

    private void add(String stream, List<?> events) {
        for (int i = 0; i < events.size(); i++) {
            Object event = events.get(i);
            batch.add(new LedgerEvent(
                    places.first() + made,
                    ids.at(made++).toString(),
                    stream,
                    i + 1L,
                    store.nameOf(event),
                    places.at(),
                    event,
                    by,
                    changeSet,
                    true));
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
