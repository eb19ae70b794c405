package dev.devledger.domain.directory;

import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a person, built from their events: all that their decider needs. */
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

    /** Returns the state with this content; a deleted person stays deleted. */
    default Person now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted person as it was before the deletion. */
    default Present last() {
        return present();
    }

    /** Rejects a person who is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This person does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This person is deleted. Restore it first.");
        };
    }

    record PersonId(UUID value) implements Comparable<PersonId> {
        /** The owner of the ledger: the same id in each ledger, so that no ledger has two owners. */
        public static final PersonId OWNER = new PersonId(UUID.fromString("00000000-0000-8000-8000-000000000001"));

        /** The event stream of this person. */
        public String address() {
            return "person-" + value;
        }

        /** Orders by the text, which is not Java's order of UUIDs. */
        @Override
        public int compareTo(PersonId other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The short id that people and agents use, such as {@code U-3}; never reused. */
    record PersonKey(long number) implements EntityEvent.Key {
        @Override
        public String toString() {
            return "U-" + number;
        }
    }

    /**
     * The content of a person.
     *
     * @param archived true if tasks can no longer be assigned to the person
     */
    record PersonDetails(String name, @Nullable String email, boolean archived) {
        public static final Field<PersonDetails, String> NAME =
                Field.text("name", PersonDetails::name).or("").rule(Violations::title);
        public static final Field<PersonDetails, String> EMAIL = Field.text("email", PersonDetails::email)
                .phrase("e-mail address")
                .rule(Violations::email);
        public static final Field<PersonDetails, Boolean> ARCHIVED =
                Field.flag("archived", PersonDetails::archived).phrase("archived state");

        public static final EntityKind<PersonDetails> KIND = new EntityKind<>(
                List.of(NAME, EMAIL, ARCHIVED),
                values -> new PersonDetails(values.get(NAME), values.orNull(EMAIL), values.get(ARCHIVED)));

        /** A person with nothing but a name. */
        public static PersonDetails named(String name) {
            return new PersonDetails(name, null, false);
        }

        /** Returns everything that breaks a rule. */
        public Violations violations() {
            return KIND.violations(this);
        }

        /** Returns everything that breaks a rule in the fields that are set, whatever the other fields hold. */
        public static Violations violations(Patch<PersonDetails> edit) {
            return KIND.edited(named("-"), edit).violations();
        }
    }

    /** A command to a person. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
    sealed interface PersonCommand extends Addressed {
        PersonId person();

        Instant at();

        @Override
        default String address() {
            return person().address();
        }

        record Create(PersonId person, PersonKey key, PersonDetails details, Instant at) implements PersonCommand {}

        record Edit(
                PersonId person,
                Patch<PersonDetails> edit,
                @Nullable Long expectedVersion,
                Instant at) implements PersonCommand {}

        record Delete(PersonId person, @Nullable Long expectedVersion, Instant at) implements PersonCommand {}

        record Restore(PersonId person, @Nullable Long expectedVersion, Instant at) implements PersonCommand {}
    }

    /** A change that happened to a person. Stored for ever: a record is never changed, an old revision is upcast. */
    sealed interface PersonEvent extends EntityEvent {
        PersonId person();

        record Created(PersonId person, PersonKey key, PersonDetails details, Instant at)
                implements PersonEvent, EntityEvent.Created {}

        record Edited(PersonId person, Changes<PersonDetails> changes, Instant at) implements PersonEvent {}

        record Deleted(PersonId person, Instant at) implements PersonEvent, EntityEvent.Deleted {}

        record Restored(PersonId person, Instant at) implements PersonEvent, EntityEvent.Restored {}
    }
}
