package dev.devledger.application.sync.local;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger's side of some entities, read by two statements, and one more for the parents of deleted tasks. */
public final class LocalEntityStates {
    private final DesiredState ledger;
    private final Map<UUID, ProjectView> projects = new HashMap<>();
    private final Map<UUID, TaskView> tasks = new HashMap<>();

    public LocalEntityStates(
            DesiredState ledger,
            ProjectQueries projectQueries,
            TaskQueries taskQueries,
            Collection<EntityRef> entities) {
        this.ledger = ledger;
        Set<UUID> taskIds = new HashSet<>();
        Set<UUID> projectIds = new HashSet<>();
        entities.forEach(each -> {
            if (each.kind() == EntityRef.Kind.TASK) {
                taskIds.add(each.id());
            } else if (!each.holdsCards()) {
                projectIds.add(each.id());
            }
        });
        if (!taskIds.isEmpty()) {
            taskQueries.findAll(taskIds).forEach(each -> tasks.put(each.id(), each));
            parentsOfDeleted(taskQueries);
            tasks.values().forEach(each -> projectIds.add(each.projectId()));
        }
        if (!projectIds.isEmpty()) {
            projectQueries.findAll(projectIds).forEach(each -> projects.put(each.id(), each));
        }
    }

    /** Reads the parents of deleted tasks: a task can be restored only if its parent exists. */
    private void parentsOfDeleted(TaskQueries taskQueries) {
        Set<UUID> parents = tasks.values().stream()
                .filter(each -> each.deletedAt() != null)
                .map(TaskView::parentId)
                .filter(parent -> parent != null && !tasks.containsKey(parent))
                .collect(Collectors.toSet());
        if (!parents.isEmpty()) {
            taskQueries.findAll(parents).forEach(each -> tasks.put(each.id(), each));
        }
    }

    @Nullable
    public ProjectView project(UUID id) {
        return projects.get(id);
    }

    /**
     * Returns the wanted object; null if the entity's row, or its project's, could not be built: as nothing is known of
     * the entity, nothing is done.
     */
    @Nullable
    public DesiredObject wanted(EntityRef entity) {
        ProjectView project = projects.get(projectOf(entity));
        TaskView task = tasks.get(entity.id());
        return switch (entity.kind()) {
            case PROJECT -> project == null ? null : ledger.card(project);
            case LIST -> project == null ? null : ledger.list(project);
            case TASK -> project == null || task == null ? null : ledger.task(task, project);
            case ENTRY -> null;
        };
    }

    /**
     * Returns the object that a deleted entity would have if it were restored; null if nothing is known of the entity.
     */
    public DesiredObject.@Nullable Present restored(EntityRef entity) {
        ProjectView project = projects.get(projectOf(entity));
        TaskView task = tasks.get(entity.id());
        return switch (entity.kind()) {
            case PROJECT -> project == null ? null : ledger.restored(project);
            case TASK -> project == null || task == null ? null : ledger.restored(task, project);
            case LIST -> project == null ? null : ledger.restoredList(project);
            case ENTRY -> null;
        };
    }

    /** Returns the project of a task; for any other entity, the entity's own id. */
    public UUID projectOf(EntityRef entity) {
        TaskView task = entity.kind() == EntityRef.Kind.TASK ? tasks.get(entity.id()) : null;
        return task == null ? entity.id() : task.projectId();
    }

    @Nullable
    public EntityRef parent(EntityRef entity) {
        TaskView task = tasks.get(entity.id());
        return task == null || task.parentId() == null ? null : EntityRef.task(task.parentId());
    }

    /** Returns the parent of a task; at the top, its project. */
    public EntityRef above(EntityRef entity) {
        EntityRef parent = parent(entity);
        return parent == null ? EntityRef.project(projectOf(entity)) : parent;
    }

    /** True for a task whose parent or project is deleted, and so has to be restored first. */
    public boolean isInDeleted(EntityRef entity) {
        return entity.kind() == EntityRef.Kind.TASK && deleted(above(entity));
    }

    public long version(EntityRef entity) {
        TaskView task = tasks.get(entity.id());
        ProjectView project = projects.get(entity.id());
        return task != null ? task.version() : project != null ? project.version() : 0;
    }

    public boolean deleted(EntityRef entity) {
        return deletedAt(entity) != null;
    }

    @Nullable
    public Instant deletedAt(EntityRef entity) {
        TaskView task = tasks.get(entity.id());
        ProjectView project = projects.get(entity.id());
        return task != null ? task.deletedAt() : project != null ? project.deletedAt() : null;
    }

    /** The ledger as the sync's cycles use it. */
    public record LedgerPorts(
            Ledger ledger,
            Projects projects,
            Tasks tasks,
            TaskDependencies dependencies,
            People people,
            BillingItems billing,
            TimeEntries time,
            ProjectQueries projectQueries,
            TaskQueries taskQueries) {

        /**
         * Uses tasks without the check of claims: the sync only writes what the service or its user has already decided.
         */
        public LedgerPorts {
            tasks = tasks.unchecked();
        }

        /** Returns the same ports, with another ledger for writes. */
        public LedgerPorts by(Ledger other) {
            return new LedgerPorts(
                    other, projects, tasks, dependencies, people, billing, time, projectQueries, taskQueries);
        }

        /** Returns the tasks that would now be deleted together with the entity. */
        public List<EntityRef> goingWith(EntityRef entity) {
            String id = entity.id().toString();
            List<TaskId> ids = entity.kind() == EntityRef.Kind.TASK ? tasks.goingWith(id) : projects.goingWith(id);
            return ids.stream().map(each -> EntityRef.task(each.value())).toList();
        }
    }
}
