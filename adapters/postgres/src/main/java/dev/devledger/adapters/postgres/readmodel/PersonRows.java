package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.RowTable;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.person.Person;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The columns of {@code people}, and how a row is read from them. */
public final class PersonRows {
    private PersonRows() {}

    public static RowTable<PlainRow<Person>> of(DataSource database) {
        return new RowTable<PlainRow<Person>>(database, "people", "person_versions", (row, number) -> row(row))
                .text("name", row -> details(row).name())
                .text("email", row -> details(row).email())
                .text("email_lower", row -> lower(details(row).email()))
                .column("archived", row -> details(row).archived())
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
        Person.Present last = new Person.Present(
                new PersonDetails(row.getString("name"), row.getString("email"), row.getBoolean("archived")),
                revision.version());
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
