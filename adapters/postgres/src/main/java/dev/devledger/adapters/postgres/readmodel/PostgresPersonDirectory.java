package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.util.List;
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
    public void hold() {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
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
    public List<Known> named(String name) {
        return all("lower(name) = lower(:value) and deleted_at is null", name);
    }

    private List<Known> all(String condition, Object value) {
        if (value instanceof String text && !Texts.isStorable(text)) {
            return List.of(); // nobody has such a name
        }
        return jdbc.sql("select * from people where " + condition + " order by key_number")
                .param("value", value)
                .query((row, number) -> new Known(
                        new PersonId(row.getObject("id", UUID.class)),
                        new PersonKey(row.getLong("key_number")),
                        row.getString("name"),
                        row.getString("email"),
                        row.getBoolean("archived"),
                        row.getTimestamp("deleted_at") != null))
                .list();
    }

    @Override
    public PersonKey nextKey() {
        return new PersonKey(
                jdbc.sql("select nextval('person_key')").query(Long.class).single());
    }
}
