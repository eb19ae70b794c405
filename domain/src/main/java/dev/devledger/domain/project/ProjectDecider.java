package dev.devledger.domain.project;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Versions;
import dev.devledger.domain.shared.Violations;
import java.util.List;
import java.util.Set;

/** The rules of a project. A repeated wish is no event and no error. */
public final class ProjectDecider implements Decider<ProjectCommand, Project, ProjectEvent> {

    @Override
    public Project initial() {
        return new Project.Unknown();
    }

    @Override
    public List<ProjectEvent> decide(ProjectCommand command, Project state) {
        return switch (command) {
            case ProjectCommand.Create create -> create(create, state);
            case ProjectCommand.Edit edit -> edit(edit, present(state));
            case ProjectCommand.ChangeStatus change -> changeStatus(change, present(state));
            case ProjectCommand.AddNote add -> addNote(add, present(state));
            case ProjectCommand.RetractNote retract -> retractNote(retract, present(state));
            case ProjectCommand.RestoreNote restore -> restoreNote(restore, present(state));
            case ProjectCommand.Delete delete -> delete(delete, known(state));
            case ProjectCommand.Restore restore -> restore(restore, known(state));
            case ProjectCommand.RequireVersion require -> {
                Versions.require(require.expectedVersion(), version(state));
                yield List.of();
            }
        };
    }

    private List<ProjectEvent> create(ProjectCommand.Create create, Project state) {
        if (!(state instanceof Project.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This project already exists.");
        }
        create.details().violations(create.reserved()).rejectIfAny();
        new Violations().reason(create.reason()).rejectIfAny();
        return List.of(new ProjectEvent.Created(
                create.project(), create.key(), create.details(), create.status(), create.reason(), create.at()));
    }

    private List<ProjectEvent> edit(ProjectCommand.Edit edit, Project.Present project) {
        Versions.require(edit.expectedVersion(), project.version());
        ProjectDetails wanted = edit.edit().applyTo(project.details());
        if (wanted.equals(project.details())) {
            return List.of();
        }
        wanted.violations(edit.reserved()).rejectIfAny();
        return List.of(
                new ProjectEvent.Edited(edit.project(), ProjectChanges.between(project.details(), wanted), edit.at()));
    }

    private List<ProjectEvent> changeStatus(ProjectCommand.ChangeStatus change, Project.Present project) {
        Versions.require(change.expectedVersion(), project.version());
        new Violations().reason(change.reason()).rejectIfAny();
        if (change.to() == project.status()) {
            return List.of();
        }
        return List.of(new ProjectEvent.StatusChanged(
                change.project(),
                new Change<>(project.status(), change.to()),
                new Change<>(project.statusReason(), change.reason()),
                change.at()));
    }

    private List<ProjectEvent> addNote(ProjectCommand.AddNote add, Project.Present project) {
        Versions.require(add.expectedVersion(), project.version());
        Violations violations = new Violations().text("text", add.text(), Violations.NOTE);
        if (add.text().isBlank()) {
            violations.add("text", "must not be empty; 1 to " + Violations.NOTE + " characters are allowed");
        }
        violations.rejectIfAny();
        return List.of(new ProjectEvent.NoteAdded(add.project(), add.note(), add.text(), add.at()));
    }

    private List<ProjectEvent> retractNote(ProjectCommand.RetractNote retract, Project.Present project) {
        Versions.require(retract.expectedVersion(), project.version());
        return project.retracted().contains(retract.note())
                ? List.of()
                : List.of(new ProjectEvent.NoteRetracted(
                        retract.project(), retract.note(), retract.text(), retract.at()));
    }

    private List<ProjectEvent> restoreNote(ProjectCommand.RestoreNote restore, Project.Present project) {
        Versions.require(restore.expectedVersion(), project.version());
        return project.retracted().contains(restore.note())
                ? List.of(
                        new ProjectEvent.NoteRestored(restore.project(), restore.note(), restore.text(), restore.at()))
                : List.of();
    }

    private List<ProjectEvent> delete(ProjectCommand.Delete delete, Project state) {
        Versions.require(delete.expectedVersion(), version(state));
        return state instanceof Project.Deleted
                ? List.of()
                : List.of(new ProjectEvent.Deleted(delete.project(), delete.at()));
    }

    private List<ProjectEvent> restore(ProjectCommand.Restore restore, Project state) {
        Versions.require(restore.expectedVersion(), version(state));
        return state instanceof Project.Deleted
                ? List.of(new ProjectEvent.Restored(restore.project(), restore.at()))
                : List.of();
    }

    @Override
    public Project evolve(Project state, ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.Created e -> new Project.Present(e.status(), e.statusReason(), e.details(), Set.of(), 1);
            case ProjectEvent.Edited e -> {
                Project.Present p = present(state).next();
                yield p.with(e.changes().applyTo(p.details()));
            }
            case ProjectEvent.StatusChanged e -> {
                Project.Present p = present(state).next();
                yield p.with(
                        Change.orElse(e.status(), p.status()), e.statusReason().to());
            }
            case ProjectEvent.NoteAdded e -> present(state).next();
            case ProjectEvent.NoteRetracted e -> present(state).next().with(e.note(), true);
            case ProjectEvent.NoteRestored e -> present(state).next().with(e.note(), false);
            case ProjectEvent.Deleted e -> new Project.Deleted(present(state).next());
            case ProjectEvent.Restored e -> last(state).next();
        };
    }

    private static Project known(Project state) {
        if (state instanceof Project.Unknown) {
            throw Rejection.of(Code.NOT_FOUND, "This project does not exist.");
        }
        return state;
    }

    private static Project.Present present(Project state) {
        if (known(state) instanceof Project.Present present) {
            return present;
        }
        throw Rejection.of(Code.CONFLICT_STATE, "This project is deleted. Restore it first.");
    }

    private static Project.Present last(Project state) {
        return state instanceof Project.Deleted deleted ? deleted.last() : present(state);
    }

    private static long version(Project state) {
        return last(state).version();
    }
}
