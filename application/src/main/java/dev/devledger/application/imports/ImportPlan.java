package dev.devledger.application.imports;

import dev.devledger.application.projection.Prefetch;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What an import is about: which project and task each row means, and how much it makes. */
final class ImportPlan implements NewEntities.Taker {
    private static final int BATCH = 1_000;

    private final ImportFile file;
    private final ImportStore store;
    private final ProjectRefs homes;
    private final Parents parents;
    private final ImportRules rules;
    private final Instant at;
    private int projects;
    private int tasks;
    private int events;
    private int present;
    private int skipped;
    private List<ImportError> remarks = List.of();

    ImportPlan(ImportFile file, ImportRules rules, ImportStore store, Instant at) {
        this.file = file;
        this.store = store;
        this.at = at;
        homes = new ProjectRefs(rules.projects(), store, new OrderedIds(at));
        this.rules = rules;
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
        homes.lookUp(rows.stream().mapMulti(ImportPlan::names).toList());
        List<TaskId> lasting = rows.stream()
                .filter(ImportRow.NewTask.class::isInstance)
                .map(ImportRow.NewTask.class::cast)
                .flatMap(row -> LastingIds.of(row, homes.ofLedger(row.home().name())).stream())
                .toList();
        parents.present(store.present(lasting));
    }

    private static void names(ImportRow row, Consumer<String> each) {
        switch (row) {
            case ImportRow.NewProject project
            when project.onlyOne() -> each.accept(project.details().name());
            case ImportRow.NewTask task -> each.accept(task.home().name());
            default -> {}
        }
    }

    RowDecisions deciding(Errors errors, NewEntities.Taker taker, NewEntities.Keys keys) {
        Iterator<UUID> noteIds = new OrderedIds(at).all();
        return new RowDecisions(homes, parents, errors, new NewEntities(taker, rules, keys, noteIds, at));
    }

    /** Within the transaction that stores: holds still what the rows name, and answers whether it is as it was. */
    boolean lock() {
        return homes.lock() && parents.areTheSame();
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

    int projects() {
        return projects;
    }

    int tasks() {
        return tasks;
    }

    int events() {
        return events;
    }

    Imports.Imported imported(UUID changeSet) {
        return new Imports.Imported(changeSet, projects, tasks, events, present, skipped, remarks);
    }
}
