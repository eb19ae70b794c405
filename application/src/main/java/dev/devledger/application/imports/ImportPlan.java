package dev.devledger.application.imports;

import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportProgress.ImportStore.Sequence;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.imports.ImportRow.StableIds.OrderedIds;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportRefused.Findings;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.TimeEntryDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The plan of an import: the project and task of each row, and the number of new entities. */
final class ImportPlan {
    private static final int BATCH = 1_000;

    private final ImportFile file;
    private final ImportStore store;
    private final ProjectRefs homes;
    private final ReferencedTasks parents;
    private final EntryRefs entries;
    private final ImportRules rules;
    private final Instant at;
    private final Map<Sequence, Integer> made = new EnumMap<>(Sequence.class);
    private int events;
    private Findings findings = new Findings();

    ImportPlan(ImportFile file, ImportRules rules, ImportStore store, Instant at) {
        this.file = file;
        this.store = store;
        this.at = at;
        homes = new ProjectRefs(rules.projects(), store, new OrderedIds(at));
        this.rules = rules;
        entries = new EntryRefs(rules, store, homes);
        parents = new ReferencedTasks(rules.tasks(), homes, new OrderedIds(at));
    }

    /** Reads the whole file, and reads it again if a row refers to a later row. Throws the errors of its rows. */
    void check(ImportProgress progress) {
        read(progress);
        if (homes.askedTooEarly() || parents.askedTooEarly()) {
            read(progress);
        }
        findings.errors.refuseIfAny();
    }

    private void read(ImportProgress progress) {
        made.clear();
        events = 0;
        entries.overlaps().clear();
        findings = new Findings();
        RowDecisions deciding = deciding(findings, (of, stream, more) -> count(of, more.size()), none -> 0);
        try (RowReader reading = new RowReader(file, progress);
                Prefetch<List<ImportRow>> ahead = new Prefetch<>(() -> reading.next(BATCH), List::isEmpty)) {
            for (List<ImportRow> rows = ahead.next(); !rows.isEmpty(); rows = ahead.next()) {
                lookUp(rows);
                rows.forEach(deciding::row);
            }
        }
        deciding.end();
    }

    private void lookUp(List<ImportRow> rows) {
        entries.look(rows);
        homes.lookUp(rows.stream().mapMulti(this::names).toList());
        entries.lookUp(rows);
        List<TaskId> lasting = rows.stream()
                .filter(ImportRow.NewTask.class::isInstance)
                .map(ImportRow.NewTask.class::cast)
                .flatMap(row -> StableIds.of(row, homes.ofLedger(row.home().name())).stream())
                .toList();
        parents.present(store.present(lasting));
    }

    private void names(ImportRow row, Consumer<String> each) {
        switch (row) {
            case ImportRow.NewProject project
            when project.onlyOne() -> each.accept(project.details().name());
            case ImportRow.NewProject project when project.isLasting() -> each.accept(String.valueOf(project.ref()));
            case ImportRow.NewTask task -> each.accept(task.home().name());
            case ImportRow.NewEntry entry
            when entry.home() != null && !entries.isPresent(entry.entry()) ->
                each.accept(entry.home().name());
            default -> {}
        }
    }

    RowDecisions deciding(Findings found, NewEntities.Taker taker, ToLongFunction<Sequence> keys) {
        Iterator<UUID> noteIds = new OrderedIds(at).all();
        return new RowDecisions(homes, parents, found, new NewEntities(taker, rules, keys, noteIds, at), entries);
    }

    /**
     * Locks the projects that the rows name; returns true if projects and tasks are unchanged since the check. Runs in
     * the transaction that stores.
     */
    boolean lock() {
        if (!homes.lock() || !parents.areTheSame() || !entries.areTheSame()) {
            return false;
        }
        if (!entries.overlaps().people().isEmpty()) {
            rules.entries().directory().lock(entries.overlaps().people());
        }
        return true;
    }

    /** Reports or refuses overlapping times of one person. */
    void overlaps() {
        Errors errors = new Errors();
        entries.overlaps().find(rules.entries(), errors, findings.remarks);
        entries.overlaps().clear();
        errors.refuseIfAny();
    }

    private void count(Sequence of, int more) {
        made.merge(of, 1, Integer::sum);
        events += more;
    }

    int made(Sequence of) {
        return made.getOrDefault(of, 0);
    }

    int events() {
        return events;
    }

    Imports.Imported imported(@Nullable UUID changeSet) {
        return new Imports.Imported(
                changeSet,
                made(Sequence.PROJECT_KEYS),
                made(Sequence.TASK_KEYS),
                made(Sequence.TIME_ENTRY_KEYS),
                events,
                findings.present,
                findings.skipped,
                findings.remarks.found());
    }

    /** Reads the rows of a file in batches. */
    static final class RowReader implements AutoCloseable {
        /** The bytes of rows in memory at once, as a row can have a hundred bytes or a hundred thousand. */
        private static final long ENOUGH = 4_000_000;

        private final ImportFile.Rows rows;
        private final ImportProgress progress;

        RowReader(ImportFile file, ImportProgress progress) {
            this.rows = file.open();
            this.progress = progress;
        }

        /** Returns the next rows, fewer if they are large, and none at the end. */
        List<ImportRow> next(int most) {
            List<ImportRow> next = new ArrayList<>(most);
            long end = rows.bytes() + ENOUGH;
            for (ImportRow row = rows.next();
                    row != null;
                    row = next.size() < most && rows.bytes() < end ? rows.next() : null) {
                next.add(row);
            }
            if (!next.isEmpty()) {
                progress.read(next.getLast().line(), rows.bytes());
            }
            return next;
        }

        /** Returns the bytes of the file read so far. */
        long bytes() {
            return rows.bytes();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** Creates the events of new projects and tasks, checked by the rules of every write, and passes them on. */
    record NewEntities(
            Taker taker, ImportRules rules, ToLongFunction<Sequence> keys, Iterator<UUID> noteIds, Instant at) {
        private static final ProjectDecider PROJECTS = new ProjectDecider();
        private static final TaskDecider TASKS = new TaskDecider();
        private static final TimeEntryDecider ENTRIES = new TimeEntryDecider();

        /**
         * Accepts the events of a new entity, all events of its stream at once. The entity's key comes from the
         * sequence.
         */
        interface Taker {
            void take(Sequence of, String stream, List<?> events);
        }

        void create(ProjectId project, ProjectDetails details, ProjectStatus status) {
            ProjectKey key = new ProjectKey(keys.applyAsLong(Sequence.PROJECT_KEYS));
            ProjectCommand create = new ProjectCommand.Create(
                    project, key, rules.placing().ofNew(details), status, null, rules.reserved(), at);
            taker.take(Sequence.PROJECT_KEYS, project.address(), PROJECTS.decide(create, PROJECTS.initial()));
        }

        void create(TaskId task, ImportRow.NewTask row, Destination to, Dependencies dependencies) {
            TaskKey key = new TaskKey(keys.applyAsLong(Sequence.TASK_KEYS));
            TaskDetails details = row.details().with(dependencies);
            List<TaskCommand> commands = new ArrayList<>(List.of(new TaskCommand.Create(task, key, to, details, at)));
            for (String note : row.further().notes()) {
                commands.add(new TaskCommand.AddNote(task, noteIds.next(), note, null, at));
            }
            if (row.status() != TaskStatus.OPEN) {
                Instant since = row.since() == null ? at : row.since();
                commands.add(new TaskCommand.ChangeStatus(task, row.status(), null, null, since));
            }
            taker.take(Sequence.TASK_KEYS, task.address(), decide(commands));
        }

        /**
         * Creates a time entry without the rules for newly logged time: it may come from another ledger, where nobody
         * can correct it.
         */
        void create(TimeEntryId entry, TimeEntryDetails details) {
            TimeEntryKey key = new TimeEntryKey(keys.applyAsLong(Sequence.TIME_ENTRY_KEYS));
            TimeEntryCommand create = new TimeEntryCommand.Create(entry, key, details, true, at);
            taker.take(Sequence.TIME_ENTRY_KEYS, entry.address(), ENTRIES.decide(create, ENTRIES.initial()));
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

        /** Turns decided events into stored ones, and returns them in batches of some thousands. */
        static final class NewEvents implements NewEntities.Taker, AutoCloseable {
            private static final int ROWS = 500;
            private static final int BATCH = 5_000;

            /** The bytes of the file after which a batch ends even if it has few events: two batches are in memory. */
            private static final long ENOUGH = 8_000_000;

            /** The time, the provenance and the change set of the events. */
            record Origin(Instant at, Provenance by, UUID changeSet) {}

            /** Events with their rows for the event store. */
            record Batch(List<LedgerEvent> events, EventBatches.Rows rows) {
                boolean isEmpty() {
                    return events.isEmpty();
                }
            }

            private final EventBatches store;
            private final RowReader reading;
            private final Findings findings = new Findings();
            private final RowDecisions deciding;
            private final EventBatches.PositionRange places;
            private final OrderedIds ids;
            private final Origin origin;
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
                this.origin = origin;
                // All positions are reserved at once: the events have one time, and as of any time all or none of them
                // exist.
                places = store.places(Math.max(1, plan.events())); // a file without rows leaves its one position unused
                Map<Sequence, ImportStore.Ranges> keys = new EnumMap<>(Sequence.class);
                for (Sequence each : Sequence.values()) {
                    keys.put(each, numbers.next(each, plan.made(each)));
                }
                deciding = plan.deciding(findings, this, of -> Objects.requireNonNull(keys.get(of))
                        .nextLong());
                ids = new OrderedIds(origin.at());
                reading = new RowReader(file, progress);
            }

            /** Returns the next batch; it is empty at the end. */
            Batch next() {
                batch = new ArrayList<>(BATCH + 2 * ROWS);
                boolean more = true;
                long end = reading.bytes() + ENOUGH;
                while (more && batch.size() < BATCH && reading.bytes() < end) {
                    List<ImportRow> rows = reading.next(ROWS);
                    rows.forEach(deciding::row);
                    more = !rows.isEmpty();
                }
                findings.errors.refuseIfAny();
                return new Batch(batch, store.rows(batch, Map.of()));
            }

            @Override
            public void take(Sequence of, String stream, List<?> events) {
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
                            origin.by(),
                            origin.changeSet(),
                            true));
                }
            }

            @Override
            public void close() {
                reading.close();
            }
        }
    }
}
