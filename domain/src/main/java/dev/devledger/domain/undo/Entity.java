package dev.devledger.domain.undo;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.util.UUID;

/** A project or a task. */
public record Entity(Kind kind, UUID id) {

    public enum Kind {
        PROJECT,
        TASK
    }

    static Entity of(ProjectId project) {
        return new Entity(Kind.PROJECT, project.value());
    }

    static Entity of(TaskId task) {
        return new Entity(Kind.TASK, task.value());
    }

    ProjectId project() {
        return new ProjectId(id);
    }

    TaskId task() {
        return new TaskId(id);
    }

    /** Its event stream. */
    public String address() {
        return kind == Kind.PROJECT ? project().address() : task().address();
    }
}
