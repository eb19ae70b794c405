package dev.devledger.domain.time;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Rejection;

/** What the decisions on a time entry need to know of its past. */
public sealed interface TimeEntry {
    record Unknown() implements TimeEntry {}

    record Present(TimeEntryDetails details, long version) implements TimeEntry {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<TimeEntryDetails> changes) {
            return new Present(TimeEntryDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements TimeEntry {}

    /** With what has become of it; one that is deleted stays so. */
    default TimeEntry now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Of a deleted one as it was. */
    default Present last() {
        return present();
    }

    /** Refused where it is not there. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This time entry does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This time entry is deleted. Restore it first.");
        };
    }
}
