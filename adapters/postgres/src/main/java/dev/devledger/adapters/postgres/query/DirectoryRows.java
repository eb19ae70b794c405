package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The entries of a directory, read one by one or listed by key.
 *
 * @param name the name of its list
 * @param text the column that is searched beside the name
 */
public record DirectoryRows<V>(JdbcClient jdbc, AsOfRows source, String name, String text, RowMapper<V> view) {
    private static final Order BY_KEY = new Order("key_number", "bigint", false, "key_number", "bigint");

    Optional<V> find(IdOrKey ref) {
        return jdbc.sql(source.select("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(source.parameters())
                .query(view)
                .optional();
    }

    Page<V> list(DirectoryFilter filter, PageRequest page) {
        String list = name + " " + source.asOf() + filter;
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("archived = :archived", "archived", filter.archived())
                .containing("(name ilike %1$s or " + text + " ilike %1$s)", filter.texts())
                .after(Cursor.read(page.cursor(), list), BY_KEY);
        where.parameters().putAll(source.parameters());
        return Pages.read(jdbc, source.page(where, BY_KEY, Set.of(), false), where, page, list, view);
    }

    public static final class PostgresPersonQueries implements PersonQueries {

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

    public static final class PostgresBillingQueries implements BillingQueries {

        private static final FieldColumns<BillingDetails> FIELDS = new FieldColumns<>(BillingDetails.KIND, List.of());

        private final JdbcClient jdbc;
        private final @Nullable Long asOf;

        public PostgresBillingQueries(JdbcClient jdbc) {
            this(jdbc, null);
        }

        private PostgresBillingQueries(JdbcClient jdbc, @Nullable Long asOf) {
            this.jdbc = jdbc;
            this.asOf = asOf;
        }

        @Override
        public BillingQueries asOf(long position) {
            return new PostgresBillingQueries(jdbc, position);
        }

        private DirectoryRows<BillingView> items(BillingKind kind) {
            AsOfRows today = AsOfRows.of(kind);
            AsOfRows source = asOf == null ? today : today.at(asOf);
            return new DirectoryRows<>(jdbc, source, kind.word(), "notes", PostgresBillingQueries::view);
        }

        @Override
        public Optional<BillingView> find(BillingKind kind, String idOrKey) {
            return IdOrKey.of(kind, idOrKey).flatMap(items(kind)::find);
        }

        @Override
        public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
            return items(kind).list(filter, page);
        }

        /** Customers and services have no links yet. */
        private static BillingView view(ResultSet row, int number) throws SQLException {
            return new BillingView(
                    row.getObject("id", UUID.class),
                    row.getString("key"),
                    FIELDS.read(row),
                    Times.get(row, "created_at"),
                    Times.get(row, "updated_at"),
                    Times.find(row, "deleted_at"),
                    row.getLong("version"),
                    List.of());
        }
    }
}
