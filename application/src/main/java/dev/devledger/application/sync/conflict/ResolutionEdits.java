package dev.devledger.application.sync.conflict;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.LedgerEdits;
import dev.devledger.application.sync.pull.NewEntity;
import dev.devledger.application.sync.pull.NewEntity.AssigneeImport;
import dev.devledger.application.sync.pull.NewEntity.BillingImport;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Applies a decision on a conflict to its project or task. A list stands for its project. */
final class ResolutionEdits {
    /** The number of characters of a list's name that the remote keeps. */
    private static final int LIST_NAME = 64;

    private final Projects projects;
    private final Tasks tasks;
    private final People people;
    private final BillingItems billing;
    private final ProjectQueries projectViews;
    private final TaskQueries taskViews;

    ResolutionEdits(LedgerPorts ledger) {
        this.projects = ledger.projects();
        this.tasks = ledger.tasks();
        this.people = ledger.people();
        this.billing = ledger.billing();
        this.projectViews = ledger.projectQueries();
        this.taskViews = ledger.taskQueries();
    }

    /**
     * Edits all fields except the parent, which is a remote id.
     *
     * @param starts the meaning of a start date in the service
     */
    void edit(ChangeSet changes, EntityRef entity, CanonicalChanges to, ContentTranslator.StartDateSupport starts) {
        switch (entity.kind()) {
            case PROJECT -> LedgerEdits.of(project(entity), to).send(changes, projects, null);
            case LIST -> editList(changes, project(entity), to);
            case TASK ->
                LedgerEdits.of(task(entity), to, starts, assigned(changes)::after)
                        .send(changes, tasks, null);
            case ENTRY -> throw noConflictOf(entity);
        }
    }

    /**
     * Edits the project of a list. A list's name counts only as far as the remote keeps it (docs/contract.md, section
     * 5).
     */
    private void editList(ChangeSet changes, ProjectView project, CanonicalChanges to) {
        String name = to.title() == null ? "" : Change.orElse(to.title(), "");
        boolean cut = name.length() >= LIST_NAME - 1 && project.name().startsWith(name);
        CanonicalChanges others = to.only(EnumSet.complementOf(EnumSet.of(Field.TITLE)));
        LedgerEdits.ofList(project, cut ? others : to, new BillingImport(billing, changes).after(to))
                .send(changes, projects, null);
    }

    /**
     * Adds a new entity beside an existing one: a project with the same placement in the service, or a task below the
     * same parent.
     */
    EntityRef add(ChangeSet changes, EntityRef beside, CanonicalContent content, Connector there) {
        if (beside.kind() != EntityRef.Kind.TASK) {
            EntityRef made = NewEntity.project(
                    projects,
                    changes,
                    content,
                    project(beside).schedule().timeZone(),
                    there.placed(Placement.LIST),
                    new BillingImport(billing, changes).of(content));
            return beside.kind() == EntityRef.Kind.LIST ? EntityRef.list(made.id()) : made;
        }
        TaskView task = task(beside);
        EntityRef parent = task.parentId() == null ? null : EntityRef.task(task.parentId());
        Planned.Place place = new Planned.Place(EntityRef.project(task.projectId()), parent);
        return NewEntity.task(
                tasks, assigned(changes), content, place, task.schedule().timeZone());
    }

    /** Names new assignees, which a person's choice brings, by their address. */
    private AssigneeImport assigned(ChangeSet changes) {
        return new AssigneeImport(people, changes, address -> address);
    }

    /**
     * Deletes an entity of this change set, by id: the read model does not show it before the end of the change set.
     */
    void deleteNew(ChangeSet changes, EntityRef entity) {
        changes.send(
                entity.kind() == EntityRef.Kind.TASK
                        ? new TaskCommand.Delete(new TaskId(entity.id()), null, null, changes.at())
                        : new ProjectCommand.Delete(new ProjectId(entity.id()), null, changes.at()));
    }

    void delete(ChangeSet changes, EntityRef entity) {
        String id = entity.id().toString();
        switch (entity.kind()) {
            case PROJECT, LIST -> projects.delete(changes, id, null);
            case TASK -> tasks.delete(changes, id, null);
            case ENTRY -> throw noConflictOf(entity);
        }
    }

    /** Restores the entity; does nothing if it is not deleted. */
    void restore(ChangeSet changes, EntityRef entity) {
        String id = entity.id().toString();
        switch (entity.kind()) {
            case PROJECT, LIST -> projects.restore(changes, id, null);
            case TASK -> tasks.restore(changes, id, null);
            case ENTRY -> throw noConflictOf(entity);
        }
    }

    /**
     * Moves a task. {@code parent} is an id or a key: a task, or a project for its top; null for the top of the task's
     * own project.
     */
    void move(ChangeSet changes, EntityRef task, @Nullable String parent) {
        boolean top = parent != null && projectViews.find(parent).isPresent();
        tasks.move(changes, task.id().toString(), top ? parent : null, top ? null : parent, null);
    }

    private ProjectView project(EntityRef entity) {
        String id = entity.id().toString();
        return projectViews.find(id).orElseThrow(() -> Projects.unknown(id));
    }

    private TaskView task(EntityRef entity) {
        String id = entity.id().toString();
        return taskViews.find(id).orElseThrow(() -> Tasks.unknown(id));
    }

    private static IllegalStateException noConflictOf(EntityRef entry) {
        return new IllegalStateException("nobody is asked about " + entry);
    }
}
