package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.domain.field.Changes;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.person.PersonList;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.time.Instant;
import javax.sql.DataSource;

public final class PostgresPersonList implements PersonList {

    private static final String TABLE = "people";
    private static final String VERSIONS = "person_versions";

    private final RowWrites rows;

    public PostgresPersonList(DataSource database) {
        this.rows = new RowWrites(database);
    }

    @Override
    public void add(PersonId person, PersonKey key, PersonDetails details, Instant at, Revision revision) {
        changed(at, revision)
                .set("id", person.value())
                .set("key_number", key.number())
                .set("name", details.name())
                .set("email", details.email())
                .set("email_lower", details.email() == null ? null : PersonEmails.lower(details.email()))
                .set("archived", details.archived())
                .set("created_at", Times.of(at))
                .set("deleted_at", null)
                .put(rows, TABLE, "id");
    }

    @Override
    public void edit(PersonId person, Changes<PersonDetails> changes, Instant at, Revision revision) {
        update(
                person,
                changed(at, revision)
                        .change("name", changes.get(PersonDetails.NAME), name -> name)
                        .change("email", changes.get(PersonDetails.EMAIL), email -> email)
                        .change("email_lower", changes.get(PersonDetails.EMAIL), PersonEmails::lower)
                        .change("archived", changes.get(PersonDetails.ARCHIVED), archived -> archived));
    }

    @Override
    public void delete(PersonId person, Instant at, Revision revision) {
        update(person, changed(at, revision).set("deleted_at", Times.of(at)));
    }

    @Override
    public void restore(PersonId person, Instant at, Revision revision) {
        update(person, changed(at, revision).set("deleted_at", null));
    }

    private static Columns changed(Instant at, Revision revision) {
        return new Columns().set("updated_at", Times.of(at)).revision(revision);
    }

    private void update(PersonId person, Columns columns) {
        columns.updateAndKeep(rows, TABLE, VERSIONS, person.value());
    }
}
