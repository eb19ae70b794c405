package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.readmodel.PersonRows;
import dev.devledger.application.person.PersonListProjection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.field.Changes;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonEvent;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.time.Instant;
import javax.sql.DataSource;

/** The rows of people, changed by events of any version, position and time. */
public record RowsOfPeople(PersonListProjection projection) {
    public RowsOfPeople(DataSource database) {
        this(new PersonListProjection(PersonRows.of(database)));
    }

    public void add(PersonId person, PersonKey key, PersonDetails details, Instant at, Revision revision) {
        apply(new PersonEvent.Created(person, key, details, at), at, revision);
    }

    public void edit(PersonId person, Changes<PersonDetails> changes, Instant at, Revision revision) {
        apply(new PersonEvent.Edited(person, changes, at), at, revision);
    }

    public void delete(PersonId person, Instant at, Revision revision) {
        apply(new PersonEvent.Deleted(person, at), at, revision);
    }

    public void restore(PersonId person, Instant at, Revision revision) {
        apply(new PersonEvent.Restored(person, at), at, revision);
    }

    private void apply(PersonEvent event, Instant at, Revision revision) {
        projection.apply(SampleEvents.stored(event.person().address(), event, at, revision));
    }
}
