package dev.devledger.application.imports;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.EntryRefs.EntryOverlaps;
import dev.devledger.application.imports.ImportPlan.NewEntities;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.imports.ImportRow.StableIds.OrderedIds;
import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportRefused.Findings;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides the rows of time entries in one reading of a file: the project or task of each. A missing reference is
 * reported once, not for each row.
 */
final class EntryDecisions {
    private static final int SHOWN = 100;

    private final ProjectRefs homes;
    private final EntryRefs refs;
    private final Findings findings;
    private final Errors errors;
    private final Errors remarks;
    private final NewEntities entities;
    private final EntryOverlaps overlaps;
    private final OrderedIds ids;
    private final Map<Made, TaskId> made = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> unclear = new HashSet<>();
    private int deleted;
    private long firstDeleted;

    /** A task that the file creates. {@code id} is its id in the exporting ledger, as two tasks can have one title. */
    private record Made(ImportStore.Title title, @Nullable String id) {}

    /** A project or a task that does not exist; the message names it. */
    private static final class MissingReference extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;

        MissingReference(String field, String name, String why) {
            super("names " + quoted(name) + ": " + why, null, false, false);
            this.field = field;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    EntryDecisions(ProjectRefs homes, EntryRefs refs, Findings findings, NewEntities entities) {
        this.overlaps = refs.overlaps();
        this.homes = homes;
        this.refs = refs;
        this.findings = findings;
        this.errors = findings.errors;
        this.remarks = findings.remarks;
        this.entities = entities;
        this.ids = new OrderedIds(entities.at());
    }

    /** Reports deleted entries at the end of the file, as users would not see why their rows were skipped. */
    void tell() {
        if (deleted > 0) {
            remarks.add(
                    firstDeleted,
                    "row",
                    "is of an entry that came in before and is deleted here, as are " + deleted
                            + " rows in all; they stay so. Restore them, or undo the undo that deleted them");
        }
    }

    void row(ImportRow.NewEntry row) {
        if (refs.isPresent(row.entry())) {
            findings.present++;
            if (refs.isDeleted(row.entry())) {
                deleted++;
                firstDeleted = firstDeleted == 0 ? row.line() : firstDeleted;
            }
            return;
        }
        try {
            ProjectRefs.ImportProject home = row.home() == null ? null : home(row.home(), row.line());
            TaskTree.Node task = row.task() == null ? null : task(row, row.task(), home);
            TimeEntryDetails details = on(row, home, task);
            entities.create(row.entry(), details);
            remark(row, details);
            overlaps.add(row.line(), details);
        } catch (MissingReference what) {
            if (missing.add(what.field + what.why())) {
                errors.add(row.line(), what.field, what.why());
            }
        } catch (Rejection rejection) {
            errors.add(row.line(), "row", rejection);
        }
    }

    /** Reports unusual values, which are stored, as every write does. */
    private void remark(ImportRow.NewEntry row, TimeEntryDetails details) {
        remarks.addAll(row.line(), row.remarks());
        details.unusual(entities.at())
                .found()
                .forEach(each -> remarks.add(row.line(), each.field(), each.message() + "; it is stored so"));
    }

    private TimeEntryDetails on(
            ImportRow.NewEntry row, ProjectRefs.@Nullable ImportProject home, TaskTree.@Nullable Node task) {
        ProjectId project = task != null ? task.project() : home == null ? null : home.project();
        TimeEntryDetails said = row.details();
        boolean billable = row.billable() != null ? row.billable() : project != null && refs.billable(project);
        return new TimeEntryDetails(
                said.person(),
                task == null ? null : task.task(),
                project,
                said.start(),
                said.end(),
                said.timeZone(),
                said.note(),
                said.tags(),
                billable,
                said.billed());
    }

    private ProjectRefs.ImportProject home(ImportRow.ProjectReference named, long line) throws MissingReference {
        ProjectRefs.ImportProject home;
        try {
            home = homes.find(named, line);
        } catch (Rejection unclear) {
            String why = unclear.detail().equals(ProjectRefs.NONE)
                    ? "there is no project with this key or exact name; make it first, or import with create=projects"
                    : unclear.detail();
            throw new MissingReference("project", named.name(), why);
        }
        if (home.deleted()) {
            throw new MissingReference(
                    "project", named.name(), "it is deleted, and no time is logged on it; restore it first");
        }
        if (home.line() == line && home.otherwise() != null) {
            entities.create(home.project(), home.otherwise(), ProjectStatus.PLANNED);
        }
        return home;
    }

    /** Returns the task of the row; null if the time is logged on the project alone. */
    private TaskTree.@Nullable Node task(
            ImportRow.NewEntry row, ImportRow.TaskReference named, ProjectRefs.@Nullable ImportProject home)
            throws MissingReference {
        TaskTree.Node same = named.id() == null
                ? null
                : refs.byId(named.id(), home == null ? null : home.project()).orElse(null);
        if (same != null) {
            return same.deleted() && home != null
                    ? ofProject(row, named, "is " + shown(named) + ", which is deleted here")
                    : same;
        }
        if (named.title() == null) {
            return byKey(String.valueOf(named.key()), home);
        }
        if (home == null) {
            throw Rejection.invalid("task", "is a title, but the row names no project to look for it in");
        }
        ImportStore.Title title = new ImportStore.Title(home.project(), named.title());
        TaskId known = made.get(new Made(title, named.id()));
        List<ImportStore.TitledTask> found = known == null ? refs.byTitle(title, named.key()) : List.of();
        if (found.size() > 1) {
            String several = found.stream()
                    .map(ImportStore.TitledTask::key)
                    .collect(Collectors.joining(", ", "is the title of several tasks of the project: ", ""));
            if (named.isTakenAsItIs()) {
                return ofProject(row, named, several);
            }
            throw Rejection.invalid("task", several + "; give the key of one");
        }
        TaskId task = found.isEmpty() ? known : found.getFirst().task();
        return node(task == null ? create(row, named, title) : task, home.project());
    }

    /** Logs the time on the project alone, and reports it once for each task. */
    private TaskTree.@Nullable Node ofProject(ImportRow.NewEntry row, ImportRow.TaskReference named, String why) {
        if (unclear.add(why + " " + named.title())) {
            remarks.add(
                    row.line(),
                    "task",
                    why + "; this row and others of " + shown(named) + " are logged on the project alone");
        }
        return null;
    }

    private static String shown(ImportRow.TaskReference named) {
        return quoted(String.valueOf(named.title() == null ? named.key() : named.title()));
    }

    private TaskTree.Node byKey(String key, ProjectRefs.@Nullable ImportProject home) throws MissingReference {
        TaskTree.Node node =
                refs.byKey(key).orElseThrow(() -> new MissingReference("task", key, "there is no such task"));
        if (node.deleted()) {
            throw new MissingReference("task", key, "it is deleted, and no time is logged on it; restore it first");
        }
        if (home != null && !home.project().equals(node.project())) {
            throw new MissingReference("task", key, "it is not in the project of the row");
        }
        return node;
    }

    private TaskId create(ImportRow.NewEntry row, ImportRow.TaskReference named, ImportStore.Title title)
            throws MissingReference {
        TaskDetails details = named.otherwise();
        if (details == null || row.home() == null) {
            throw new MissingReference(
                    "task",
                    title.title(),
                    "there is no task with this title in "
                            + quoted(row.home() == null ? "" : row.home().name())
                            + "; make it first, or import with create=tasks");
        }
        TaskId task = named.id() == null ? new TaskId(ids.at(made.size())) : StableIds.of(title.project(), named.id());
        made.put(new Made(title, named.id()), task);
        entities.create(
                task,
                new ImportRow.NewTask(
                        row.line(), null, row.home(), null, details, TaskStatus.OPEN, null, ImportRow.TaskExtras.NONE),
                new Destination(title.project(), false, null),
                Dependencies.NONE);
        return task;
    }

    private static TaskTree.Node node(TaskId task, ProjectId project) {
        return new TaskTree.Node(task, project, null, false, List.of());
    }

    private static String quoted(String name) {
        return '"' + (name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name) + '"';
    }
}
