package dev.devledger.domain.undo;

import dev.devledger.domain.billing.BillingId;
import dev.devledger.domain.billing.BillingKind;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.util.UUID;

/** A project, a task, a person, a customer or a service. */
public record Entity(Kind kind, UUID id) {

    public enum Kind {
        PROJECT,
        TASK,
        PERSON,
        CUSTOMER,
        SERVICE;

        /** Whether it is a project or in one. */
        public boolean isPlaced() {
            return this == PROJECT || this == TASK;
        }
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

    static Entity of(BillingId id) {
        return switch (id.kind()) {
            case CUSTOMER -> new Entity(Kind.CUSTOMER, id.value());
            case SERVICE -> new Entity(Kind.SERVICE, id.value());
        };
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

    BillingId billing() {
        return kind == Kind.CUSTOMER ? BillingKind.CUSTOMER.id(id) : BillingKind.SERVICE.id(id);
    }

    /** Its event stream. */
    public String address() {
        return switch (kind) {
            case PROJECT -> project().address();
            case TASK -> task().address();
            case PERSON -> person().address();
            case CUSTOMER, SERVICE -> billing().address();
        };
    }
}
