package dev.devledger.domain.person;

import dev.devledger.domain.field.Changes;
import java.time.Instant;

/** What has happened to a person. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface PersonEvent {
    PersonId person();

    Instant at();

    record Created(PersonId person, PersonKey key, PersonDetails details, Instant at) implements PersonEvent {}

    record Edited(PersonId person, Changes<PersonDetails> changes, Instant at) implements PersonEvent {}

    record Deleted(PersonId person, Instant at) implements PersonEvent {}

    record Restored(PersonId person, Instant at) implements PersonEvent {}
}
