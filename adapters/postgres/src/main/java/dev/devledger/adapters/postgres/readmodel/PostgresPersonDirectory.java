package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds and locks people. They are written rarely, so one lock for all of them is enough. */
public final class PostgresPersonDirectory implements PersonDirectory {

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;

    public PostgresPersonDirectory(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
    }

    @Override
    public void lock() {
        WriteTicket.enterIfTaken(pass);
        SessionLock.await(jdbc, "devledger people");
    }

    @Override
    public Optional<StoredPerson> find(String idOrKey) {
        return IdOrKey.ofPerson(idOrKey).flatMap(ref -> all(ref.column() + " = :value", ref.value()).stream()
                .findFirst());
    }

    @Override
    public Optional<StoredPerson> withEmail(String address) {
        return all("email_lower = :value and deleted_at is null", compared(address)).stream()
                .findFirst();
    }

    @Override
    public Map<String, List<StoredPerson>> called(Collection<String> texts) {
        List<String> names = texts.stream().filter(Texts::isStorable).toList();
        Map<String, Integer> ranks = new HashMap<>();
        Map<String, List<StoredPerson>> found = new HashMap<>();
        jdbc.sql("""
                        select called.name as called, p.*,
                          case when p.id = called.id or p.key_number = called.key_number then 1
                            when p.email_lower = called.email then 2 else 3 end as rank
                        from unnest(:names, :ids, :numbers, :emails) called (name, id, key_number, email)
                        join people p on p.id = called.id or p.key_number = called.key_number
                          or p.deleted_at is null
                            and (p.email_lower = called.email or lower(p.name) = lower(called.name))
                        order by rank, p.key_number
                        """)
                .param("names", names.toArray(String[]::new))
                .param("ids", references(names, UUID.class).toArray(UUID[]::new))
                .param("numbers", references(names, Long.class).toArray(Long[]::new))
                .param(
                        "emails",
                        names.stream().map(PostgresPersonDirectory::compared).toArray(String[]::new))
                .query((ResultSet row) -> {
                    String called = row.getString("called");
                    int rank = row.getInt("rank");
                    if (ranks.computeIfAbsent(called, first -> rank) == rank) {
                        found.computeIfAbsent(called, first -> new ArrayList<>())
                                .add(known(row));
                    }
                });
        return found;
    }

    /** Returns each text as an id, or as the number of a key; null for a text that is neither. */
    private static <T> List<@Nullable T> references(List<String> texts, Class<T> type) {
        return texts.stream()
                .<@Nullable T>map(text -> IdOrKey.ofPerson(text)
                        .map(IdOrKey::value)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .orElse(null))
                .toList();
    }

    private List<StoredPerson> all(String condition, Object value) {
        if (value instanceof String text && !Texts.isStorable(text)) {
            return List.of(); // matches no name
        }
        return jdbc.sql("select * from people where " + condition + " order by key_number")
                .param("value", value)
                .query((row, number) -> known(row))
                .list();
    }

    private static StoredPerson known(ResultSet row) throws SQLException {
        return new StoredPerson(
                new PersonId(row.getObject("id", UUID.class)),
                new PersonKey(row.getLong("key_number")),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("archived"),
                row.getTimestamp("deleted_at") != null);
    }

    @Override
    public PersonKey nextKey() {
        return new PersonKey(
                jdbc.sql("select nextval('person_key')").query(Long.class).single());
    }

    /**
     * Normalizes an e-mail address for comparisons, in Java, as the database's own lower case depends on its locale.
     */
    private static String compared(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** The columns of {@code people}, and the reading of a row. */
    public static final class PersonRows {
        private static final FieldColumns<PersonDetails> FIELDS =
                new FieldColumns<>(PersonDetails.KIND, List.of(PersonDetails.NAME));

        private PersonRows() {}

        public static RowTable<Person> of(DataSource database) {
            return FIELDS.addTo(
                            new RowTable<>(
                                    database,
                                    RowKind.PEOPLE,
                                    "people",
                                    "person_versions",
                                    row -> new Person.Present(FIELDS.read(row), row.getLong("version")),
                                    Person.Deleted::new,
                                    PersonKey::new),
                            person -> person.last().details())
                    .text(
                            "email_lower",
                            row -> lower(row.state().last().details().email()));
        }

        private static @Nullable String lower(@Nullable String address) {
            return address == null ? null : compared(address);
        }
    }
}
