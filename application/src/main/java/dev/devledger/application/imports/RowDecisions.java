package dev.devledger.application.imports;

import dev.devledger.application.imports.ImportPlan.NewEntities;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.imports.ImportRow.StableIds.OrderedIds;
import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportRefused.Findings;
import dev.devledger.application.imports.ReferencedTasks.TaskRefs;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides the rows of one reading of a file: the project or task that a row creates, and its place. */
final class RowDecisions {
    private final ProjectRefs homes;
    private final ReferencedTasks parents;
    private final Findings findings;
    private final Errors errors;
    private final Errors remarks;
    private final NewEntities entities;
    private final EntryDecisions entries;

    /** The ids of tasks without a ref. */
    private final OrderedIds ids;

    private int withoutRef;

    private final DependencyCycleSearch waiting = new DependencyCycleSearch();

    RowDecisions(
            ProjectRefs homes, ReferencedTasks parents, Findings findings, NewEntities entities, EntryRefs entries) {
        this.homes = homes;
        this.parents = parents;
        this.findings = findings;
        this.errors = findings.errors;
        this.remarks = findings.remarks;
        this.entities = entities;
        this.entries = new EntryDecisions(homes, entries, findings, entities);
        this.ids = new OrderedIds(entities.at());
    }

    void row(ImportRow row) {
        switch (row) {
            case ImportRow.NewProject project -> project(project);
            case ImportRow.NewTask task -> task(task);
            case ImportRow.NewEntry entry -> entries.row(entry);
            case ImportRow.InvalidRow bad -> bad(bad);
            case ImportRow.Skipped nothing -> {
                findings.skipped++;
                remarks.addAll(
                        nothing.line(), Stream.ofNullable(nothing.remark()).toList());
            }
        }
    }

    /** Checks, at the end of the file, what can only be checked with all rows. */
    void end() {
        waiting.check(errors, parents.size(), parents::line);
        entries.tell();
    }

    private void bad(ImportRow.InvalidRow bad) {
        errors.addAll(bad.line(), bad.violations());
        try {
            if (bad.projectRef() != null) {
                homes.declareBad(bad.line(), bad.projectRef());
            }
            if (bad.taskRef() != null) {
                parents.declare(bad.taskRef(), bad.line());
            }
        } catch (Rejection rejection) {
            errors.add(bad.line(), "ref", rejection);
        }
    }

    private void project(ImportRow.NewProject row) {
        try {
            ProjectRefs.ImportProject home = homes.declare(row);
            if (home.line() != row.line()) {
                return; // the task already exists
            }
            remarks.addAll(row.line(), row.remarks());
            entities.create(home.project(), row.details(), row.status());
        } catch (Rejection rejection) {
            errors.add(row.line(), row.ref() == null ? "project" : "ref", rejection);
        }
    }

    private void task(ImportRow.NewTask row) {
        try {
            int number = row.ref() == null ? TaskRefs.NOWHERE : parents.declare(row.ref(), row.line());
            if (isKnown(row, number)) {
                findings.present++;
                return;
            }
            ProjectRefs.ImportProject home = home(row);
            if (home.line() == row.line() && home.otherwise() != null) {
                entities.create(home.project(), home.otherwise(), ProjectStatus.PLANNED);
            }
            if (isPresent(row, number, home)) {
                findings.present++;
                return;
            }
            remarks.addAll(row.line(), row.further().remarks());
            create(row, number, home);
        } catch (Rejection rejection) {
            errors.add(row.line(), row.parent() == null ? "project" : "parent", rejection);
        }
    }

    private ProjectRefs.ImportProject home(ImportRow.NewTask row) {
        String name = row.home().name();
        try {
            ProjectRefs.ImportProject home = homes.find(row.home(), row.line());
            if (row.isOfFormerExport() && KeyOrId.PROJECT.isKey(name) && !homes.has(name)) {
                throw ProjectRefs.unclear(
                        "is " + name + ", the key of a project of the ledger that the file is of, and no"
                                + " row makes it; give the name of the project");
            }
            return home;
        } catch (Rejection unclear) {
            throw Rejection.invalid("project", unclear.detail());
        }
    }

    /** Returns true if the ledger has the task, in any project: it is then not created again in a renamed project. */
    private boolean isKnown(ImportRow.NewTask row, int number) {
        ImportRow.Identity identity = row.further().identity();
        return identity != null
                && identity.known() != null
                && number != TaskRefs.NOWHERE
                && parents.isPresent(number, identity.known());
    }

    private boolean isPresent(ImportRow.NewTask row, int number, ProjectRefs.ImportProject home) {
        return StableIds.of(row, Optional.of(home.project()))
                .filter(id -> parents.isPresent(number, id))
                .isPresent();
    }

    private void create(ImportRow.NewTask row, int number, ProjectRefs.ImportProject home) {
        int parent = row.parent() == null ? TaskRefs.NOWHERE : place(row, number, home, row.parent());
        if (number != TaskRefs.NOWHERE) {
            parents.place(number, home.number(), parent);
            waiting.below(number, parent);
        }
        Destination to = new Destination(home.project(), home.deleted(), describe(parent, number));
        TaskId task = number == TaskRefs.NOWHERE ? new TaskId(ids.at(withoutRef++)) : parents.id(number);
        entities.create(task, row, to, dependencies(row, number, to.parent()));
    }

    /**
     * Returns the parent. If users cannot edit the file: the lowest ancestor that has room, or the top of the project.
     */
    private int place(ImportRow.NewTask row, int number, ProjectRefs.ImportProject home, String name) {
        int parent = other(row, "parent", name);
        if (parent == TaskRefs.NOWHERE || !row.isImportedUnchanged()) {
            return parent;
        }
        Rejection wrong = Rejection.invalid("parent", "is no place for it");
        try {
            Destination.Parent above = describe(parent, number);
            if (above != null && !above.project().equals(home.project())) {
                return leftOut(row, wrong, "parent", "has " + name + ", which is in another project");
            }
            if (above != null && above.deleted()) {
                return leftOut(row, wrong, "parent", "has " + name + ", which is deleted");
            }
            int lowest = parents.withRoom(parent, number);
            if (lowest != parent) {
                NearestValues.Remark moved = NearestValues.moved(
                        "parent", name, lowest == TaskRefs.NOWHERE ? "nothing" : "a task above that");
                remarks.add(row.line(), "parent", moved.message());
            }
            return lowest;
        } catch (Rejection circle) {
            return leftOut(row, circle, "parent", "has " + name + ", which is the task itself or below it");
        }
    }

    private Dependencies dependencies(ImportRow.NewTask row, int number, Destination.@Nullable Parent parent) {
        ImportRow.TaskRelations others = row.further().others();
        SortedSet<TaskId> blockedBy = new TreeSet<>();
        for (String name : others.blockedBy()) {
            int other = living(row, DependencyCycleSearch.FIELD, name);
            boolean isItself = row.isImportedUnchanged() && other == number;
            if (other != TaskRefs.NOWHERE && (isItself || isAbove(parents.id(other), parent))) {
                Rejection above = Rejection.invalid(
                        DependencyCycleSearch.FIELD,
                        "has " + name + ", which this task is below: what is above is done after what is below it");
                leftOut(
                        row,
                        above,
                        DependencyCycleSearch.FIELD,
                        "has " + name + ", which is the task itself or above it");
            } else if (other != TaskRefs.NOWHERE) {
                waiting.blocked(number, other);
                blockedBy.add(parents.id(other));
            }
        }
        SortedSet<TaskId> related = new TreeSet<>();
        for (String name : others.related()) {
            int other = living(row, "related", name);
            if (other != TaskRefs.NOWHERE) {
                related.add(parents.id(other));
            }
        }
        String from = others.discoveredFrom();
        int source = from == null ? TaskRefs.NOWHERE : living(row, "discoveredFrom", from);
        return new Dependencies(blockedBy, related, source == TaskRefs.NOWHERE ? null : parents.id(source));
    }

    /** Returns the number of a task that is not deleted; {@link TaskRefs#NOWHERE} if the reference is left out. */
    private int living(ImportRow.NewTask row, String field, String name) {
        int other = other(row, field, name);
        if (other == TaskRefs.NOWHERE || !parents.isDeleted(other)) {
            return other;
        }
        return leftOut(
                row,
                Rejection.invalid(field, "has " + name + ", which is deleted; restore it first, or leave it out"),
                field,
                "has " + name + ", which is deleted");
    }

    /** Finds the task that a field names. A key of the exporting ledger never matches a task of this ledger. */
    private int other(ImportRow.NewTask row, String field, String name) {
        if (row.isOfFormerExport() && KeyOrId.TASK.isKey(name) && !parents.has(name)) {
            remarks.add(row.line(), field, "has " + name + ", which is no task of the file; it is left out");
            return TaskRefs.NOWHERE;
        }
        try {
            return parents.find(field, name);
        } catch (Rejection unknown) {
            return leftOut(row, unknown, field, "has " + name + ", which is no task of the file, nor of the ledger");
        }
    }

    private int leftOut(ImportRow.NewTask row, Rejection wrong, String field, String why) {
        if (!row.isImportedUnchanged()) {
            throw wrong;
        }
        remarks.add(row.line(), field, why + "; it is left out");
        return TaskRefs.NOWHERE;
    }

    private static boolean isAbove(TaskId task, Destination.@Nullable Parent parent) {
        return parent != null
                && (parent.task().equals(task) || parent.ancestors().contains(task));
    }

    private Destination.@Nullable Parent describe(int parent, int below) {
        return parent == TaskRefs.NOWHERE ? null : parents.describe(parent, below);
    }
}
