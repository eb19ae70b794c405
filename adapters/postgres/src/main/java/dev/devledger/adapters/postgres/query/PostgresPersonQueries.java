package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresPersonQueries implements PersonQueries {

    private static final FieldColumns<PersonDetails> FIELDS = new FieldColumns<>(PersonDetails.KIND, List.of());

    private final JdbcClient jdbc;
    private final DirectoryRows<PersonView> people;

    public PostgresPersonQueries(JdbcClient jdbc) {
        this(jdbc, AsOfRows.people());
    }

    private PostgresPersonQueries(JdbcClient jdbc, AsOfRows source) {
        this.jdbc = jdbc;
        this.people = new DirectoryRows<>(jdbc, source, "people", "email", PostgresPersonQueries::view);
    }

    @Override
    public PersonQueries asOf(long position) {
        return new PostgresPersonQueries(jdbc, people.source().at(position));
    }

    @Override
    public Optional<PersonView> find(String idOrKey) {
        return IdOrKey.ofPerson(idOrKey).flatMap(people::find);
    }

    @Override
    public Page<PersonView> list(DirectoryFilter filter, PageRequest page) {
        return people.list(filter, page);
    }

    /** People have no links yet. */
    private static PersonView view(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new PersonView(
                id,
                row.getString("key"),
                FIELDS.read(row),
                id.equals(PersonId.OWNER.value()),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                List.of());
    }
}
