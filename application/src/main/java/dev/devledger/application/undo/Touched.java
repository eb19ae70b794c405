package dev.devledger.application.undo;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Entity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What some change sets have to do with, as their events come along. */
final class Touched {
    private final Map<Entity, Long> versions = new LinkedHashMap<>();
    private final Set<UUID> changeSets = new HashSet<>();
    private final Set<ProjectId> projects = new LinkedHashSet<>();
    private final Set<ProjectId> changed = new LinkedHashSet<>();
    private final Set<ProjectId> emptied = new LinkedHashSet<>();
    private final Set<TaskId> tasks = new LinkedHashSet<>();
    private final Set<TaskId> above = new LinkedHashSet<>();
    private long first;

    void add(UndoReads.Change change) {
        first = versions.isEmpty() ? change.position() : first;
        changeSets.add(change.changeSet());
        Entity entity = change.entity();
        // One before: what a restored entity was deleted with.
        if (versions.putIfAbsent(entity, Math.max(1, change.version() - 1)) == null) {
            addNew(entity);
        }
        if (change.begins()) {
            emptied.add(new ProjectId(entity.id()));
        }
        if (change.left() != null) {
            projects.add(change.left().project());
            if (change.left().parent() != null) {
                above.add(change.left().parent());
            }
        }
    }

    private void addNew(Entity entity) {
        switch (entity.kind()) {
            case TASK -> tasks.add(new TaskId(entity.id()));
            case PROJECT -> {
                ProjectId project = new ProjectId(entity.id());
                changed.add(project);
                projects.add(project);
            }
            case PERSON, CUSTOMER, SERVICE, TIME_ENTRY -> {} // in no project, and nothing is in them
        }
    }

    /** The position of the first event. */
    long first() {
        return first;
    }

    /** The change sets that have any. */
    Set<UUID> changeSets() {
        return changeSets;
    }

    /** From which version on each is to be looked at. */
    Map<Entity, Long> versions() {
        return versions;
    }

    Set<TaskId> tasks() {
        return tasks;
    }

    /** Those that it changes, and those that it took tasks from; the caller adds where the tasks are. */
    Set<ProjectId> projects() {
        return projects;
    }

    /** Those that it changes itself. */
    Set<ProjectId> changed() {
        return changed;
    }

    /** Those that go, should they go, with all that is in them. */
    Set<ProjectId> emptied() {
        return emptied;
    }

    /** Its tasks, and those that they were below. */
    Set<TaskId> around() {
        Set<TaskId> all = new LinkedHashSet<>(tasks);
        all.addAll(above);
        return all;
    }
}
