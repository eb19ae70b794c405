package dev.devledger.domain.undo;

import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.Locale;
import java.util.UUID;

/** A project, a task, a person, a customer, a service, a time entry or a saved view. */
public record Entity(Kind kind, UUID id) {

    public enum Kind {
        PROJECT,
        TASK,
        PERSON,
        CUSTOMER,
        SERVICE,
        TIME_ENTRY,
        VIEW;

        /** Returns the kind from the stream's prefix: {@code task} of {@code task-<id>}. */
        public static Kind ofStream(String subject) {
            return subject.equals("entry") ? TIME_ENTRY : valueOf(subject.toUpperCase(Locale.ROOT));
        }

        /** The word in answers, such as {@code time-entry}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** True for a project and for an entity in one. */
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

    static Entity of(ViewId view) {
        return new Entity(Kind.VIEW, view.value());
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

    TimeEntryId timeEntry() {
        return new TimeEntryId(id);
    }

    ViewId view() {
        return new ViewId(id);
    }

    /** The entity's event stream. */
    public String address() {
        return switch (kind) {
            case PROJECT -> project().address();
            case TASK -> task().address();
            case PERSON -> person().address();
            case CUSTOMER, SERVICE -> billing().address();
            case TIME_ENTRY -> timeEntry().address();
            case VIEW -> view().address();
        };
    }
}
