package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
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
        return IdOrKey.ofPerson(idOrKey).flatMap(ref -> one(ref.column() + " = :value", ref.value()));
    }

    @Override
    public Optional<Known> withEmail(String address) {
        return one("email_lower = :value and deleted_at is null", PersonEmails.lower(address));
    }

    private Optional<Known> one(String condition, Object value) {
        return jdbc.sql("select id, key_number, email from people where " + condition)
                .param("value", value)
                .query((row, number) -> new Known(
                        new PersonId(row.getObject("id", UUID.class)),
                        new PersonKey(row.getLong("key_number")),
                        row.getString("email")))
                .optional();
    }

    @Override
    public PersonKey nextKey() {
        return new PersonKey(
                jdbc.sql("select nextval('person_key')").query(Long.class).single());
    }
}
