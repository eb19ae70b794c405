package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.readmodel.PersonRows;
import dev.devledger.application.directory.PersonListProjection;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.Changes;
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
