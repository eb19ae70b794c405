package dev.devledger.application.person;

import dev.devledger.domain.field.Changes;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.time.Instant;

/**
 * The rows of the people. Each method can be repeated; one that finds no row to change throws, since an event that changes
 * nothing is an event that was not applied.
 */
public interface PersonList {
    void add(PersonId person, PersonKey key, PersonDetails details, Instant at, Revision revision);

    void edit(PersonId person, Changes<PersonDetails> changes, Instant at, Revision revision);

    void delete(PersonId person, Instant at, Revision revision);

    void restore(PersonId person, Instant at, Revision revision);
}
