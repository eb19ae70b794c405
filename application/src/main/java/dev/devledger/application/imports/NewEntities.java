package dev.devledger.application.imports;

import dev.devledger.application.imports.ImportPlan.RowReader;
import dev.devledger.application.imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.imports.LastingIds.OrderedIds;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.ManyEvents.EventBatches;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.TimeEntryDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.UUID;
import java.util.stream.LongStream;

/** Makes the events of new projects and tasks by the rules of every write, and hands them on. */
record NewEntities(Taker taker, ImportRules rules, Keys keys, Iterator<UUID> noteIds, Instant at) {
    private static final ProjectDecider PROJECTS = new ProjectDecider();
    private static final TaskDecider TASKS = new TaskDecider();
    private static final TimeEntryDecider ENTRIES = new TimeEntryDecider();

    /** Takes the events of what is new, all of a stream in one go. */
    interface Taker {
        void project(ProjectId project, List<ProjectEvent> events);

        void task(TaskId task, List<TaskEvent> events);

        void entry(TimeEntryId entry, List<TimeEntryEvent> events);
    }

    /** The numbers of the keys of what is new. */
    record Keys(PrimitiveIterator.OfLong projects, PrimitiveIterator.OfLong tasks, PrimitiveIterator.OfLong entries) {
        static Keys none() {
            PrimitiveIterator.OfLong none = LongStream.generate(() -> 0).iterator();
            return new Keys(none, none, none);
        }
    }

    void create(ProjectId project, ProjectDetails details, ProjectStatus status) {
        ProjectKey key = new ProjectKey(keys.projects().nextLong());
        taker.project(
                project,
                PROJECTS.decide(
                        new ProjectCommand.Create(
                                project, key, rules.placing().ofNew(details), status, null, rules.reserved(), at),
                        PROJECTS.initial()));
    }

    void create(TaskId task, ImportRow.NewTask row, Destination to, Dependencies dependencies) {
        TaskKey key = new TaskKey(keys.tasks().nextLong());
        TaskDetails details = row.details().with(dependencies);
        List<TaskCommand> commands = new ArrayList<>(List.of(new TaskCommand.Create(task, key, to, details, at)));
        for (String note : row.further().notes()) {
            commands.add(new TaskCommand.AddNote(task, noteIds.next(), note, null, at));
        }
        if (row.status() != TaskStatus.OPEN) {
            Instant since = row.since() == null ? at : row.since();
            commands.add(new TaskCommand.ChangeStatus(task, row.status(), null, null, since));
        }
        taker.task(task, decide(commands));
    }

    /** As it is: a timer and a service may have stored it so elsewhere, and nobody works that time again. */
    void create(TimeEntryId entry, TimeEntryDetails details) {
        TimeEntryKey key = new TimeEntryKey(keys.entries().nextLong());
        taker.entry(
                entry, ENTRIES.decide(new TimeEntryCommand.Create(entry, key, details, true, at), ENTRIES.initial()));
    }

    private static List<TaskEvent> decide(List<TaskCommand> commands) {
        List<TaskEvent> events = new ArrayList<>();
        Task state = TASKS.initial();
        for (TaskCommand command : commands) {
            for (TaskEvent event : TASKS.decide(command, state)) {
                state = TASKS.evolve(state, event);
                events.add(event);
            }
        }
        return events;
    }

    /** Makes stored events of what was decided, and hands them out some thousands at a time. */
    static final class NewEvents implements NewEntities.Taker, AutoCloseable {
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
}
