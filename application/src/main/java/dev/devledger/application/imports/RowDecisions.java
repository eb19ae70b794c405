package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Destination;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One reading of a file: makes events of its rows by the rules of every write. */
final class RowDecisions {
    private static final ProjectDecider PROJECTS = new ProjectDecider();
    private static final TaskDecider TASKS = new TaskDecider();

    /** Takes the events of what is new, all of a stream in one go. */
    interface Taker {
        void project(ProjectId project, List<ProjectEvent> events);

        void task(TaskId task, List<TaskEvent> events);
    }

    /** The numbers of the keys of what is new. */
    record Keys(PrimitiveIterator.OfLong projects, PrimitiveIterator.OfLong tasks) {}

    private final ProjectRefs homes;
    private final Parents parents;
    private final ReservedTags reserved;
    /** Of tasks without a ref. */
    private final OrderedIds ids;

    private final Errors errors;
    private final Taker taker;
    private final Instant at;
    private final Keys keys;
    private int withoutRef;

    RowDecisions(
            ProjectRefs homes,
            Parents parents,
            ReservedTags reserved,
            Errors errors,
            Taker taker,
            Instant at,
            Keys keys) {
        this.homes = homes;
        this.parents = parents;
        this.reserved = reserved;
        this.ids = new OrderedIds(at);
        this.errors = errors;
        this.taker = taker;
        this.at = at;
        this.keys = keys;
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
            create(home.project(), row.details(), row.status());
        } catch (ProjectRefs.Unclear unclear) {
            errors.add(row.line(), row.ref() == null ? "project" : "ref", unclear.why());
        } catch (Rejection rejection) {
            errors.add(row.line(), "project", rejection);
        }
    }

    private void create(ProjectId project, ProjectDetails details, ProjectStatus status) {
        ProjectKey key = new ProjectKey(keys.projects().nextLong());
        taker.project(
                project,
                PROJECTS.decide(
                        new ProjectCommand.Create(project, key, details, status, null, reserved, at),
                        PROJECTS.initial()));
    }

    private void task(ImportRow.NewTask row) {
        try {
            int number = row.ref() == null ? TaskRefs.NOWHERE : parents.declare(row.ref(), row.line());
            ProjectRefs.Home home = homes.find(row.home(), row.line());
            if (home.line() == row.line() && home.otherwise() != null) {
                create(home.project(), home.otherwise(), ProjectStatus.PLANNED);
            }
            int parent = row.parent() == null ? TaskRefs.NOWHERE : parents.find(row.parent());
            if (number != TaskRefs.NOWHERE) {
                parents.place(number, home.number(), parent);
            }
            create(row, number, new Destination(home.project(), home.deleted(), describe(parent, number)));
        } catch (ProjectRefs.Unclear unclear) {
            errors.add(row.line(), "project", unclear.why());
        } catch (Rejection rejection) {
            errors.add(row.line(), row.parent() == null ? "project" : "parent", rejection);
        }
    }

    private Destination.@Nullable Parent describe(int parent, int below) {
        return parent == TaskRefs.NOWHERE ? null : parents.describe(parent, below);
    }

    private void create(ImportRow.NewTask row, int number, Destination to) {
        TaskId task = number == TaskRefs.NOWHERE ? new TaskId(ids.at(withoutRef++)) : parents.id(number);
        TaskKey key = new TaskKey(keys.tasks().nextLong());
        Task state = TASKS.initial();
        List<TaskEvent> events =
                new ArrayList<>(TASKS.decide(new TaskCommand.Create(task, key, to, row.details(), at), state));
        if (row.status() != TaskStatus.OPEN) {
            for (TaskEvent event : events) {
                state = TASKS.evolve(state, event);
            }
            Instant since = row.since() == null ? at : row.since();
            events.addAll(TASKS.decide(new TaskCommand.ChangeStatus(task, row.status(), null, null, since), state));
        }
        taker.task(task, events);
    }

    static Keys noKeys() {
        PrimitiveIterator.OfLong none = LongStream.generate(() -> 0).iterator();
        return new Keys(none, none);
    }
}
