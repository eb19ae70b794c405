package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.directory.PersonQueries;
import dev.devledger.application.directory.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresPersonQueries implements PersonQueries {

    private static final FieldColumns<PersonDetails> FIELDS = new FieldColumns<>(PersonDetails.KIND, List.of());

    private static final Order BY_KEY = new Order("key_number", "bigint", false, "key_number", "bigint");

    private final JdbcClient jdbc;
    private final AsOfRows source;

    public PostgresPersonQueries(JdbcClient jdbc) {
        this(jdbc, AsOfRows.people());
    }

    private PostgresPersonQueries(JdbcClient jdbc, AsOfRows source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    @Override
    public PersonQueries asOf(long position) {
        return new PostgresPersonQueries(jdbc, source.at(position));
    }

    @Override
    public Optional<PersonView> find(String idOrKey) {
        return IdOrKey.ofPerson(idOrKey).flatMap(ref -> jdbc.sql(source.select("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(source.parameters())
                .query(PostgresPersonQueries::view)
                .optional());
    }

    @Override
    public Page<PersonView> list(DirectoryFilter filter, PageRequest page) {
        String list = "people " + source.asOf() + filter;
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("archived = :archived", "archived", filter.archived())
                .containing("(name ilike %1$s or email ilike %1$s)", filter.texts())
                .after(Cursor.read(page.cursor(), list), BY_KEY);
        where.parameters().putAll(source.parameters());
        return Pages.read(
                jdbc, source.page(where, BY_KEY, Set.of(), false), where, page, list, PostgresPersonQueries::view);
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
