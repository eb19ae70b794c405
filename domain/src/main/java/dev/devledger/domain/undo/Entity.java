package dev.devledger.domain.undo;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.util.UUID;

/** A project, a task or a person. */
public record Entity(Kind kind, UUID id) {

    public enum Kind {
        PROJECT,
        TASK,
        PERSON
    }

    static Entity of(ProjectId project) {
        return new Entity(Kind.PROJECT, project.value());
    }

    static Entity of(TaskId task) {
        return new Entity(Kind.TASK, task.value());
    }

    static Entity of(PersonId person) {
        return new Entity(Kind.PERSON, person.value());
    }

    ProjectId project() {
        return new ProjectId(id);
    }

    TaskId task() {
        return new TaskId(id);
    }

    PersonId person() {
        return new PersonId(id);
    }

    /** Its event stream. */
    public String address() {
        return switch (kind) {
            case PROJECT -> project().address();
            case TASK -> task().address();
            case PERSON -> person().address();
        };
    }
}
