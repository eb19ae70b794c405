package dev.devledger.domain.person;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Rejection;

/** What the decisions on a person need to know of their past. */
public sealed interface Person {
    record Unknown() implements Person {}

    record Present(PersonDetails details, long version) implements Person {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<PersonDetails> changes) {
            return new Present(PersonDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements Person {}

    /** With what has become of it; one that is deleted stays so. */
    default Person now(Present last) {
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
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This person does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This person is deleted. Restore it first.");
        };
    }
}
