package dev.devledger.domain.task;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;

/** What the decisions on a task need to know of its past. */
public sealed interface Task {
    record Unknown() implements Task {}

    record Present(TaskStatus status, Place place, TaskDetails details, long version) implements Task {
        Present next() {
            return new Present(status, place, details, version + 1);
        }

        Present edited(TaskChanges changes) {
            return new Present(status, place, changes.applyTo(details), version + 1);
        }

        Present changed(Change<TaskStatus> change) {
            return new Present(Change.orElse(change, status), place, details, version + 1);
        }

        Present moved(Change<Place> change) {
            return new Present(status, Change.orElse(change, place), details, version + 1);
        }
    }

    record Deleted(Present last) implements Task {}

    /** Of a deleted one as it was. */
    default Present last() {
        return present();
    }

    /** Refused where it is not there. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This task does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This task is deleted. Restore it first.");
        };
    }
}
