package dev.devledger.application.tree;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a change set has brought back so far: the read model does not know of it before the change set's end. */
public final class Restored {
    private final Set<ProjectId> projects = new HashSet<>();
    private final Set<TaskId> tasks = new LinkedHashSet<>();

    public void add(ProjectId project) {
        projects.add(project);
    }

    public void add(TaskId task) {
        tasks.add(task);
    }

    public boolean has(ProjectId project) {
        return projects.contains(project);
    }

    public boolean has(TaskId task) {
        return tasks.contains(task);
    }

    public Set<TaskId> tasks() {
        return Collections.unmodifiableSet(tasks);
    }
}
