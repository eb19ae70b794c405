package dev.devledger.application.imports;

import dev.devledger.application.projection.Ahead;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.Consumer;

/** What an import is about: which project and task each row means, and how much it makes. */
final class Plan implements Deciding.Taker {
    private static final int BATCH = 1_000;

    private final ImportFile file;
    private final Homes homes;
    private final Parents parents;
    private final Instant at;
    private int projects;
    private int tasks;
    private int events;

    Plan(ImportFile file, ProjectLocks locks, TaskTree tree, ImportStore store, Instant at) {
        this.file = file;
        this.at = at;
        homes = new Homes(locks, store, new OrderedIds(at));
        parents = new Parents(tree, homes, new OrderedIds(at));
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
        Deciding deciding = deciding(errors, this, Deciding.noKeys(), Deciding.noKeys());
        try (Reading reading = new Reading(file, progress);
                Ahead<List<ImportRow>> ahead = new Ahead<>(() -> reading.next(BATCH), List::isEmpty)) {
            for (List<ImportRow> rows = ahead.next(); !rows.isEmpty(); rows = ahead.next()) {
                homes.lookUp(rows.stream().mapMulti(Plan::names).toList());
                rows.forEach(deciding::row);
            }
        }
        return errors;
    }

    private static void names(ImportRow row, Consumer<String> each) {
        switch (row) {
            case ImportRow.NewProject project
            when project.onlyOne() -> each.accept(project.details().name());
            case ImportRow.NewTask task -> each.accept(task.home().name());
            default -> {}
        }
    }

    Deciding deciding(
            Errors errors,
            Deciding.Taker taker,
            PrimitiveIterator.OfLong projectKeys,
            PrimitiveIterator.OfLong taskKeys) {
        return new Deciding(homes, parents, new OrderedIds(at), errors, taker, at, projectKeys, taskKeys);
    }

    /** Within the transaction that stores: holds still what the rows name, and answers whether it is as it was. */
    boolean hold() {
        return homes.hold() && parents.areTheSame();
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
}
