package dev.devledger.domain.task;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What the decisions on a task need to know of its past. */
public sealed interface Task {
    record Unknown() implements Task {}

    /** {@code retracted} are its notes that count no more. */
    record Present(TaskStatus status, Place place, TaskDetails details, Set<UUID> retracted, long version)
            implements Task {
        public Present {
            retracted = Set.copyOf(retracted);
        }

        Present next() {
            return new Present(status, place, details, retracted, version + 1);
        }

        Present edited(TaskChanges changes) {
            return new Present(status, place, changes.applyTo(details), retracted, version + 1);
        }

        Present changed(Change<TaskStatus> change) {
            return new Present(Change.orElse(change, status), place, details, retracted, version + 1);
        }

        Present moved(Change<Place> change) {
            return new Present(status, Change.orElse(change, place), details, retracted, version + 1);
        }

        Present noted(UUID note, boolean counts) {
            Set<UUID> now = new HashSet<>(retracted);
            if (counts) {
                now.remove(note);
            } else {
                now.add(note);
            }
            return new Present(status, place, details, now, version + 1);
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
