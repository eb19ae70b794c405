package dev.devledger.application.imports;

import dev.devledger.application.imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.imports.LastingIds.OrderedIds;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an import is about: which project and task each row means, and how much it makes. */
final class ImportPlan implements NewEntities.Taker {
    private static final int BATCH = 1_000;

    private final ImportFile file;
    private final ImportStore store;
    private final ProjectRefs homes;
    private final Parents parents;
    private final EntryRefs entries;
    private final ImportRules rules;
    private final Instant at;
    private int projects;
    private int tasks;
    private int timeEntries;
    private int events;
    private int present;
    private int skipped;
    private Errors remarks = new Errors();

    ImportPlan(ImportFile file, ImportRules rules, ImportStore store, Instant at) {
        this.file = file;
        this.store = store;
        this.at = at;
        homes = new ProjectRefs(rules.projects(), store, new OrderedIds(at));
        this.rules = rules;
        entries = new EntryRefs(rules, store, homes);
        parents = new Parents(rules.tasks(), homes, new OrderedIds(at));
    }

    /** Reads all of the file; a second time where a row names one further down. Throws what is wrong with it. */
    void check(ImportProgress progress) {
        Errors errors = read(progress);
        boolean projectsTooEarly = homes.askedTooEarly();
        boolean parentsTooEarly = parents.askedTooEarly();
        if (projectsTooEarly || parentsTooEarly) {
            errors = read(progress);
        }
        errors.refuseIfAny();
    }

    private Errors read(ImportProgress progress) {
        projects = 0;
        tasks = 0;
        timeEntries = 0;
        entries.overlaps().clear();
        events = 0;
        Errors errors = new Errors();
        RowDecisions deciding = deciding(errors, this, NewEntities.Keys.none());
        try (RowReader reading = new RowReader(file, progress);
                Prefetch<List<ImportRow>> ahead = new Prefetch<>(() -> reading.next(BATCH), List::isEmpty)) {
            for (List<ImportRow> rows = ahead.next(); !rows.isEmpty(); rows = ahead.next()) {
                lookUp(rows);
                rows.forEach(deciding::row);
            }
        }
        deciding.end();
        present = deciding.present();
        skipped = deciding.skipped();
        remarks = deciding.remarks();
        return errors;
    }

    private void lookUp(List<ImportRow> rows) {
        entries.look(rows);
        homes.lookUp(rows.stream().mapMulti(this::names).toList());
        entries.lookUp(rows);
        List<TaskId> lasting = rows.stream()
                .filter(ImportRow.NewTask.class::isInstance)
                .map(ImportRow.NewTask.class::cast)
                .flatMap(row -> LastingIds.of(row, homes.ofLedger(row.home().name())).stream())
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

    RowDecisions deciding(Errors errors, NewEntities.Taker taker, NewEntities.Keys keys) {
        Iterator<UUID> noteIds = new OrderedIds(at).all();
        return new RowDecisions(homes, parents, errors, new NewEntities(taker, rules, keys, noteIds, at), entries);
    }

    /** Within the transaction that stores: holds still what the rows name, and answers whether it is as it was. */
    boolean lock() {
        if (!homes.lock() || !parents.areTheSame() || !entries.areTheSame()) {
            return false;
        }
        if (!entries.overlaps().people().isEmpty()) {
            rules.entries().directory().lock(entries.overlaps().people());
        }
        return true;
    }

    /** Time that a person would have twice is told, or refused. */
    void overlaps() {
        Errors errors = new Errors();
        entries.overlaps().find(rules.entries(), errors, remarks);
        entries.overlaps().clear();
        errors.refuseIfAny();
    }

    @Override
    public void project(ProjectId project, List<ProjectEvent> made) {
        projects++;
        events += made.size();
    }

    @Override
    public void task(TaskId task, List<TaskEvent> made) {
        tasks++;
        events += made.size();
    }

    @Override
    public void entry(TimeEntryId entry, List<TimeEntryEvent> made) {
        timeEntries++;
        events += made.size();
    }

    int projects() {
        return projects;
    }

    int tasks() {
        return tasks;
    }

    int entries() {
        return timeEntries;
    }

    int events() {
        return events;
    }

    Imports.Imported imported(@Nullable UUID changeSet) {
        return new Imports.Imported(changeSet, projects, tasks, timeEntries, events, present, skipped, remarks.found());
    }

    /** The rows of a file, some at a time. */
    static final class RowReader implements AutoCloseable {
        /** Rows are of a hundred bytes or of a hundred thousand; so many bytes of them are in memory at once. */
        private static final long ENOUGH = 4_000_000;

        private final ImportFile.Rows rows;
        private final ImportProgress progress;

        RowReader(ImportFile file, ImportProgress progress) {
            this.rows = file.open();
            this.progress = progress;
        }

        /** The next ones, fewer where they are large, and none at the end. */
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

        /** How much of the file was read. */
        long bytes() {
            return rows.bytes();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
