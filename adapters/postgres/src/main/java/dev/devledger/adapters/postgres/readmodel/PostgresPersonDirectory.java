package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People are written seldom, so one lock is enough for all of them. */
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
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('devledger people', 0))")
                .query(Object.class)
                .optional();
    }

    @Override
    public Optional<Known> find(String idOrKey) {
        return IdOrKey.ofPerson(idOrKey).flatMap(ref -> all(ref.column() + " = :value", ref.value()).stream()
                .findFirst());
    }

    @Override
    public Optional<Known> withEmail(String address) {
        return all("email_lower = :value and deleted_at is null", PersonEmails.lower(address)).stream()
                .findFirst();
    }

    @Override
    public Map<String, List<Known>> called(Collection<String> texts) {
        List<String> names = texts.stream().filter(Texts::isStorable).toList();
        Map<String, Integer> ranks = new HashMap<>();
        Map<String, List<Known>> found = new HashMap<>();
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
                .param("emails", names.stream().map(PersonEmails::lower).toArray(String[]::new))
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

    /** What of each is an id, or the number of a key; null where it is none. */
    private static <T> List<@Nullable T> references(List<String> texts, Class<T> type) {
        return texts.stream()
                .<@Nullable T>map(text -> IdOrKey.ofPerson(text)
                        .map(IdOrKey::value)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .orElse(null))
                .toList();
    }

    private List<Known> all(String condition, Object value) {
        if (value instanceof String text && !Texts.isStorable(text)) {
            return List.of(); // nobody has such a name
        }
        return jdbc.sql("select * from people where " + condition + " order by key_number")
                .param("value", value)
                .query((row, number) -> known(row))
                .list();
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
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
}
