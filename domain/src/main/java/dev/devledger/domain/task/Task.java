package dev.devledger.domain.task;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The state of a task, built from its events: all that its decider needs. */
public sealed interface Task {
    record Unknown() implements Task {}

    /** {@code retracted} are the ids of the task's notes that no longer count. */
    record Present(
            TaskStatus status,
            Place place,
            TaskDetails details,
            Set<UUID> retracted,
            ServiceFields fields,
            long version)
            implements Task {
        public Present {
            retracted = Set.copyOf(retracted);
        }

        /** A task for which no service has reported fields of its own. */
        Present(TaskStatus status, Place place, TaskDetails details, Set<UUID> retracted, long version) {
            this(status, place, details, retracted, ServiceFields.NONE, version);
        }

        Present next() {
            return new Present(status, place, details, retracted, fields, version + 1);
        }

        Present edited(Changes<TaskDetails> changes) {
            return new Present(
                    status, place, TaskDetails.KIND.changed(details, changes), retracted, fields, version + 1);
        }

        Present changed(Change<TaskStatus> change) {
            return new Present(Change.orElse(change, status), place, details, retracted, fields, version + 1);
        }

        Present moved(Change<Place> change) {
            return new Present(status, Change.orElse(change, place), details, retracted, fields, version + 1);
        }

        Present read(TaskEvent.FieldsRead event) {
            ServiceFields now = fields.with(event.connector(), event.changes());
            return new Present(status, place, details, retracted, now, version + 1);
        }

        Present noted(UUID note, boolean counts) {
            Set<UUID> now = new HashSet<>(retracted);
            if (counts) {
                now.remove(note);
            } else {
                now.add(note);
            }
            return new Present(status, place, details, now, fields, version + 1);
        }
    }

    record Deleted(Present last) implements Task {}

    /** Returns the state with this content; a deleted task stays deleted. */
    default Task now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted task as it was before the deletion. */
    default Present last() {
        return present();
    }

    /** Rejects a task that is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This task does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This task is deleted. Restore it first.");
        };
    }
}
