package dev.devledger.domain.project;

import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.shared.Violations;
import java.util.List;
import java.util.Set;

/** The rules of a project. A command that changes nothing gives no event and no error. */
public final class ProjectDecider implements Decider<ProjectCommand, Project, ProjectEvent> {

    @Override
    public Project initial() {
        return new Project.Unknown();
    }

    @Override
    public List<ProjectEvent> decide(ProjectCommand command, Project state) {
        return switch (command) {
            case ProjectCommand.Create create -> create(create, state);
            case ProjectCommand.Edit edit -> edit(edit, state.present());
            case ProjectCommand.ChangeStatus change -> changeStatus(change, state.present());
            case ProjectCommand.AddNote add -> addNote(add, state.present());
            case ProjectCommand.RetractNote retract -> retractNote(retract, state.present());
            case ProjectCommand.RestoreNote restore -> restoreNote(restore, state.present());
            case ProjectCommand.Delete delete -> delete(delete, state);
            case ProjectCommand.Restore restore -> restore(restore, state);
            case ProjectCommand.RequireVersion require -> {
                Versions.require(require.expectedVersion(), state.last().version());
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
        return List.of(new ProjectEvent.Edited(
                edit.project(), ProjectDetails.KIND.between(project.details(), wanted), edit.at()));
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
        new Violations().note("text", add.text()).rejectIfAny();
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
        Versions.require(delete.expectedVersion(), state.last().version());
        return state instanceof Project.Deleted
                ? List.of()
                : List.of(new ProjectEvent.Deleted(delete.project(), delete.at()));
    }

    private List<ProjectEvent> restore(ProjectCommand.Restore restore, Project state) {
        Versions.require(restore.expectedVersion(), state.last().version());
        return state instanceof Project.Deleted
                ? List.of(new ProjectEvent.Restored(restore.project(), restore.at()))
                : List.of();
    }

    @Override
    public Project evolve(Project state, ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.Created e -> new Project.Present(e.status(), e.statusReason(), e.details(), Set.of(), 1);
            case ProjectEvent.Edited e -> {
                Project.Present p = state.last().next();
                yield state.now(p.with(ProjectDetails.KIND.changed(p.details(), e.changes())));
            }
            case ProjectEvent.StatusChanged e -> {
                Project.Present p = state.last().next();
                yield state.now(p.with(
                        Change.orElse(e.status(), p.status()), e.statusReason().to()));
            }
            case ProjectEvent.NoteAdded e -> state.now(state.last().next());
            case ProjectEvent.NoteRetracted e -> state.now(state.last().next().with(e.note(), true));
            case ProjectEvent.NoteRestored e -> state.now(state.last().next().with(e.note(), false));
            case ProjectEvent.Deleted e -> new Project.Deleted(state.last().next());
            case ProjectEvent.Restored e -> state.last().next();
        };
    }
}
