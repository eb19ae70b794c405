package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresTimeEntryDirectory implements TimeEntryDirectory {
    private static final int TOLD = 10;

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;

    public PostgresTimeEntryDirectory(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
    }

    /** In the order of their ids, so that no two writes wait for each other. */
    @Override
    public void lock(Collection<PersonId> people) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
        people.stream().distinct().sorted().forEach(person -> jdbc.sql(
                        "select pg_advisory_xact_lock(hashtextextended('devledger time ' || :person, 0))")
                .param("person", person.toString())
                .query(Object.class)
                .optional());
    }

    @Override
    public Optional<Known> find(String idOrKey) {
        return IdOrKey.ofTimeEntry(idOrKey).flatMap(ref -> jdbc.sql(
                        "select * from time_entries where " + ref.column() + " = :ref")
                .param("ref", ref.value())
                .query((row, number) -> new Known(TimeEntryRows.seen(row), row.getTimestamp("deleted_at") != null))
                .optional());
    }

    @Override
    public Timer timer(PersonId person) {
        return new Timer(jdbc.sql("""
                        select id, key_number, start_at from time_entries
                        where person_id = :person and end_at is null and deleted_at is null order by key_number
                        """)
                .param("person", person.value())
                .query((row, number) -> new Timer.Running(
                        new TimeEntryId(row.getObject("id", UUID.class)),
                        new TimeEntryKey(row.getLong("key_number")),
                        Times.get(row, "start_at")))
                .list());
    }

    @Override
    public List<TimeEntryKey> overlapping(Parts.Seen entry, Instant now) {
        Instant end = entry.details().end() == null ? now : entry.details().end();
        if (!entry.details().start().isBefore(end)) {
            return List.of();
        }
        return jdbc.sql("""
                        select key_number from (
                          select key_number from time_entries
                          where %s && tstzrange(:start, :end) and person_id = :person and id <> :id
                            and deleted_at is null
                          offset 0) found order by key_number limit %d
                        """.formatted(TimeEntryRows.TIME, TOLD))
                .param("start", Times.of(entry.details().start()))
                .param("end", Times.of(end))
                .param("person", entry.details().person().value())
                .param("id", entry.entry().value())
                .query((row, number) -> new TimeEntryKey(row.getLong("key_number")))
                .list();
    }

    @Override
    public TimeEntryKey nextKey() {
        return new TimeEntryKey(
                jdbc.sql("select nextval('time_entry_key')").query(Long.class).single());
    }
}
