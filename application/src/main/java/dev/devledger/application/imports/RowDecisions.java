package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Destination;
import dev.devledger.domain.task.TaskId;
import org.jspecify.annotations.Nullable;

/** One reading of a file: says of each row which project or task it makes, and where. */
final class RowDecisions {
    private final ProjectRefs homes;
    private final Parents parents;
    private final Errors errors;
    private final NewEntities entities;

    /** Of tasks without a ref. */
    private final OrderedIds ids;

    private int withoutRef;

    RowDecisions(ProjectRefs homes, Parents parents, Errors errors, NewEntities entities) {
        this.homes = homes;
        this.parents = parents;
        this.errors = errors;
        this.entities = entities;
        this.ids = new OrderedIds(entities.at());
    }

    void row(ImportRow row) {
        switch (row) {
            case ImportRow.NewProject project -> project(project);
            case ImportRow.NewTask task -> task(task);
            case ImportRow.Bad bad -> bad(bad);
        }
    }

    private void bad(ImportRow.Bad bad) {
        errors.addAll(bad.line(), bad.violations());
        try {
            if (bad.projectRef() != null) {
                homes.declareBad(bad.line(), bad.projectRef());
            }
            if (bad.taskRef() != null) {
                parents.declare(bad.taskRef(), bad.line());
            }
        } catch (ProjectRefs.Unclear unclear) {
            errors.add(bad.line(), "ref", unclear.why());
        } catch (Rejection rejection) {
            errors.add(bad.line(), "ref", rejection);
        }
    }

    private void project(ImportRow.NewProject row) {
        try {
            ProjectRefs.Home home = homes.declare(row);
            entities.create(home.project(), row.details(), row.status());
        } catch (ProjectRefs.Unclear unclear) {
            errors.add(row.line(), row.ref() == null ? "project" : "ref", unclear.why());
        } catch (Rejection rejection) {
            errors.add(row.line(), "project", rejection);
        }
    }

    private void task(ImportRow.NewTask row) {
        try {
            int number = row.ref() == null ? TaskRefs.NOWHERE : parents.declare(row.ref(), row.line());
            ProjectRefs.Home home = homes.find(row.home(), row.line());
            if (home.line() == row.line() && home.otherwise() != null) {
                entities.create(home.project(), home.otherwise(), ProjectStatus.PLANNED);
            }
            int parent = row.parent() == null ? TaskRefs.NOWHERE : parents.find(row.parent());
            if (number != TaskRefs.NOWHERE) {
                parents.place(number, home.number(), parent);
            }
            Destination to = new Destination(home.project(), home.deleted(), describe(parent, number));
            TaskId task = number == TaskRefs.NOWHERE ? new TaskId(ids.at(withoutRef++)) : parents.id(number);
            entities.create(task, row, to);
        } catch (ProjectRefs.Unclear unclear) {
            errors.add(row.line(), "project", unclear.why());
        } catch (Rejection rejection) {
            errors.add(row.line(), row.parent() == null ? "project" : "parent", rejection);
        }
    }

    private Destination.@Nullable Parent describe(int parent, int below) {
        return parent == TaskRefs.NOWHERE ? null : parents.describe(parent, below);
    }
}
