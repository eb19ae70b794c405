package dev.devledger.application.project;

import dev.devledger.application.entity.ItemRefusals;
import dev.devledger.application.entity.NewKeys;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.ProjectLocks.Locked;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.entity.TaskTree.Restored;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The writes of projects. Each method adds to a change set; an {@code idOrKey} is the id or the key. */
public record Projects(ProjectLocks locks, TaskTree tasks, ReservedTags reserved, PlacementRules placing) {
    /** Returns all violations of the rules. */
    public Violations violations(ProjectDetails details) {
        return details.violations(reserved);
    }

    /** Returns all violations by the fields that are set, whatever the project's other fields hold. */
    public Violations violations(ProjectEdit edit) {
        return edit.violations(reserved);
    }

    public ProjectId create(ChangeSet changes, ProjectDetails details, ProjectStatus status, @Nullable String reason) {
        ProjectId project = new ProjectId(changes.newId());
        ProjectCommand.Create create = new ProjectCommand.Create(
                project, NewKeys.tried(project), placing.ofNew(details), status, reason, reserved, changes.at());
        changes.send(NewKeys.give(changes, create, locks));
        return project;
    }

    public ProjectId edit(ChangeSet changes, String idOrKey, ProjectEdit edit, @Nullable Long expectedVersion) {
        ProjectId project = own(idOrKey).project();
        changes.send(new ProjectCommand.Edit(project, edit, reserved, expectedVersion, changes.at()));
        return project;
    }

    public ProjectId changeStatus(
            ChangeSet changes,
            String idOrKey,
            ProjectStatus to,
            @Nullable String reason,
            @Nullable Long expectedVersion) {
        ProjectId project = own(idOrKey).project();
        changes.send(new ProjectCommand.ChangeStatus(project, to, reason, expectedVersion, changes.at()));
        return project;
    }

    public UUID addNote(ChangeSet changes, String idOrKey, String text, @Nullable Long expectedVersion) {
        UUID note = changes.newId();
        changes.send(new ProjectCommand.AddNote(own(idOrKey).project(), note, text, expectedVersion, changes.at()));
        return note;
    }

    /**
     * Adds a note to a project of this change set, by id: the read model shows the project only at the end of the
     * change set.
     */
    public void addFirstNote(ChangeSet changes, ProjectId created, String text) {
        changes.send(new ProjectCommand.AddNote(created, changes.newId(), text, null, changes.at()));
    }

    /** Deletes a project, with its tasks in the same change set. */
    public ProjectId delete(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        return delete(changes, idOrKey, expectedVersion, along -> {});
    }

    /** Deletes a project with its tasks; {@code along} gets the tasks, once all commands are sent. */
    public ProjectId delete(
            ChangeSet changes, String idOrKey, @Nullable Long expectedVersion, Consumer<List<TaskId>> along) {
        return delete(changes, idOrKey, expectedVersion, each -> null, along);
    }

    /** Deletes a project only if {@code seen} has the present version of each task in it; else nothing is done. */
    public ProjectId deleteAsSeen(ChangeSet changes, String idOrKey, long expectedVersion, Map<TaskId, Long> seen) {
        return delete(changes, idOrKey, expectedVersion, each -> Versions.seen(each, seen), along -> {});
    }

    private ProjectId delete(
            ChangeSet changes,
            String idOrKey,
            @Nullable Long expectedVersion,
            Function<TaskId, @Nullable Long> versionOfTask,
            Consumer<List<TaskId>> along) {
        ProjectId project = own(idOrKey).project();
        List<TaskTree.Descendant> below = tasks.ofProject(project);
        List<Addressed> commands = new ArrayList<>(below.size() + 1);
        commands.add(new ProjectCommand.Delete(project, expectedVersion, changes.at()));
        below.forEach(task -> commands.add(new TaskCommand.Delete(
                task.task(), project.address(), versionOfTask.apply(task.task()), changes.at())));
        changes.sendAll(commands);
        along.accept(below.stream().map(TaskTree.Descendant::task).toList());
        return project;
    }

    /** Returns the tasks that a deletion of the project would delete too, parents first. */
    public List<TaskId> goingWith(String idOrKey) {
        ProjectId project =
                locks.find(idOrKey).orElseThrow(() -> unknown(idOrKey)).project();
        return tasks.ofProject(project).stream().map(TaskTree.Descendant::task).toList();
    }

    /** Restores a project and the tasks deleted with it. */
    public ProjectId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        return restore(changes, idOrKey, expectedVersion, new Restored());
    }

    /** Restores one of several projects in a change set; {@code returned} collects what they restore. */
    public ProjectId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion, Restored returned) {
        ProjectLocks.Locked locked = own(idOrKey);
        ProjectId project = locked.project();
        List<Addressed> commands = new ArrayList<>();
        commands.add(new ProjectCommand.Restore(project, expectedVersion, changes.at()));
        if (locked.deleted()) {
            Destination home = new Destination(project, false, null);
            for (TaskTree.Descendant each : tasks.deletedWith(project.address())) {
                commands.add(new TaskCommand.Restore(each.task(), home, 1, null, changes.at()));
                returned.add(each.task());
            }
        }
        changes.sendAll(commands);
        returned.add(project);
        return project;
    }

    private ProjectLocks.Locked own(String idOrKey) {
        return locks.lockExclusively(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    public static Rejection unknown(String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no project " + idOrKey + ". GET /api/projects lists all ids and keys.");
    }

    /** Changes several projects to the same status: all of them or none. */
    public record BulkStatusChange(Projects projects) {
        /** @param version the version that was read; null if any will do */
        public record VersionedRef(String idOrKey, @Nullable Long version) {}

        /** Changes the status; returns the projects in the given order. */
        public List<ProjectId> change(
                ChangeSet changes, List<VersionedRef> wanted, ProjectStatus to, @Nullable String reason) {
            Map<ProjectId, VersionedRef> asked = found(wanted);
            List<ProjectCommand> commands = owned(asked).entrySet().stream()
                    .<ProjectCommand>map(each -> new ProjectCommand.ChangeStatus(
                            each.getKey(), to, reason, each.getValue().version(), changes.at()))
                    .toList();
            changes.expect(commands);
            ItemRefusals stale = new ItemRefusals(Rejection.Code.STALE);
            for (ProjectCommand command : commands) {
                VersionedRef each = Objects.requireNonNull(asked.get(command.project()));
                stale.run(each.idOrKey(), () -> changes.send(command));
            }
            stale.throwIfAny(ItemRefusals::stale);
            return List.copyOf(asked.keySet());
        }

        private Map<ProjectId, VersionedRef> found(List<VersionedRef> wanted) {
            Map<String, Locked> there = projects.locks()
                    .findAll(wanted.stream().map(VersionedRef::idOrKey).toList());
            Map<ProjectId, VersionedRef> found = new LinkedHashMap<>();
            for (VersionedRef each : wanted) {
                Locked project = there.get(each.idOrKey());
                if (project == null) {
                    throw Projects.unknown(each.idOrKey());
                }
                if (found.putIfAbsent(project.project(), each) != null) {
                    throw Rejection.invalid("ids", "names " + each.idOrKey() + " twice");
                }
            }
            return found;
        }

        /** Locks all projects before the first command, in the order that all writes use. */
        private Map<ProjectId, VersionedRef> owned(Map<ProjectId, VersionedRef> asked) {
            Map<ProjectId, VersionedRef> missing = new LinkedHashMap<>(asked);
            Map<ProjectId, VersionedRef> owned = new LinkedHashMap<>();
            for (Locked each : projects.locks().ownAll(asked.keySet())) {
                owned.put(each.project(), Objects.requireNonNull(missing.remove(each.project())));
            }
            missing.values().stream().findFirst().ifPresent(each -> {
                throw Projects.unknown(each.idOrKey());
            });
            return owned;
        }
    }
}
