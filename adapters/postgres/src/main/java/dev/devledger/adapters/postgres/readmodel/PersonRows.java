package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The columns of {@code people}, and how a row is read from them. */
public final class PersonRows {
    private static final FieldColumns<PersonDetails> FIELDS =
            new FieldColumns<>(PersonDetails.KIND, List.of(PersonDetails.NAME));

    private PersonRows() {}

    public static RowTable<PlainRow<Person>> of(DataSource database) {
        return FIELDS.addTo(
                        new RowTable<PlainRow<Person>>(
                                database, "people", "person_versions", (row, number) -> row(row)),
                        PersonRows::details)
                .text("email_lower", row -> lower(details(row).email()))
                .column("created_at", PlainRow::createdAt)
                .column("updated_at", PlainRow::updatedAt)
                .with(row -> row.state() instanceof Person.Deleted, "deleted_at", PlainRow::deletedAt)
                .generated("key", row -> row.number() == null ? null : new PersonKey(row.number()).toString());
    }

    private static PersonDetails details(PlainRow<Person> row) {
        return row.state().last().details();
    }

    private static @Nullable String lower(@Nullable String address) {
        return address == null ? null : PersonEmails.lower(address);
    }

    private static PlainRow<Person> row(ResultSet row) throws SQLException {
        Revision revision = new Revision(row.getLong("version"), row.getLong("position"));
        Instant deletedAt = Times.find(row, "deleted_at");
        Person.Present last = new Person.Present(FIELDS.read(row), revision.version());
        return new PlainRow<>(
                row.getObject("id", UUID.class),
                row.getLong("key_number"),
                deletedAt == null ? last : new Person.Deleted(last),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                deletedAt,
                revision);
    }
}
