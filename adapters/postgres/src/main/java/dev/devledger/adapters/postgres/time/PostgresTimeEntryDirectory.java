package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.IdOrKey.Names;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.EntrySplitMerge;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

public final class PostgresTimeEntryDirectory implements TimeEntryDirectory {
    private static final int TOLD = 10;

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;

    public PostgresTimeEntryDirectory(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
    }

    /** Locks people in the order of their ids, so that no two writes wait for each other. */
    @Override
    public void lock(Collection<PersonId> people) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Time is locked outside of a change, where the lock ends at once");
        }
        WriteTicket.enterIfTaken(pass);
        people.stream().distinct().sorted().forEach(person -> SessionLock.await(jdbc, "devledger time " + person));
    }

    @Override
    public Optional<StoredEntry> find(String idOrKey) {
        return IdOrKey.ofTimeEntry(idOrKey)
                .flatMap(ref -> jdbc.sql("select * from time_entries where " + ref.column() + " = :ref")
                        .param("ref", ref.value())
                        .query((row, number) ->
                                new StoredEntry(TimeEntryRows.seen(row), row.getTimestamp("deleted_at") != null))
                        .optional());
    }

    @Override
    public Map<String, StoredEntry> findAll(Collection<String> idsOrKeys) {
        Names names = Names.of(idsOrKeys, IdOrKey::ofTimeEntry);
        Map<Object, StoredEntry> rows = new HashMap<>();
        jdbc.sql("select * from time_entries where id = any(:ids) or key_number = any(:numbers)")
                .param("ids", names.ids())
                .param("numbers", names.numbers())
                .query((ResultSet row) -> {
                    StoredEntry known =
                            new StoredEntry(TimeEntryRows.seen(row), row.getTimestamp("deleted_at") != null);
                    rows.put(known.seen().entry().value(), known);
                    rows.put(known.seen().key().number(), known);
                });
        return names.in(rows);
    }

    @Override
    public List<StoredEntry> started(Collection<PersonId> people, Instant from, Instant to) {
        return jdbc.sql("""
            select * from time_entries
            where person_id = any(:people) and start_at >= :from and start_at < :to and deleted_at is null
            order by start_at, key_number
            """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("from", Times.of(from))
                .param("to", Times.of(to))
                .query((row, number) -> new StoredEntry(TimeEntryRows.seen(row), false))
                .list();
    }

    @Override
    public Timer timer(Timer.Worker worker) {
        return new Timer(jdbc.sql("""
            select id, key_number, start_at from time_entries
            where person_id = :person and agent is not distinct from :agent and end_at is null and deleted_at is null
            order by key_number
            """)
                .param("person", worker.person().value())
                .param("agent", worker.agent(), Types.VARCHAR)
                .query((row, number) -> new Timer.Running(
                        new TimeEntryId(row.getObject("id", UUID.class)),
                        new TimeEntryKey(row.getLong("key_number")),
                        Times.get(row, "start_at")))
                .list());
    }

    @Override
    public List<TimeEntryKey> overlapping(EntrySplitMerge.ReadEntry entry, Instant now) {
        Instant end = entry.details().end() == null ? now : entry.details().end();
        if (!entry.details().start().isBefore(end)) {
            return List.of();
        }
        return jdbc.sql("""
            select key_number from (
              select key_number from time_entries
              where %s && tstzrange(:start, :end) and person_id = :person and id <> :id
                and agent is not distinct from :agent and coalesce(end_at, :now) > :start
                and deleted_at is null
              offset 0) found order by key_number limit %d
            """.formatted(TimeEntryRows.TIME, TOLD))
                .param("start", Times.of(entry.details().start()))
                .param("end", Times.of(end))
                .param("now", Times.of(now))
                .param("person", entry.details().person().value())
                .param("agent", entry.details().agent(), Types.VARCHAR)
                .param("id", entry.entry().value())
                .query((row, number) -> new TimeEntryKey(row.getLong("key_number")))
                .list();
    }

    @Override
    public TimeEntryKey nextKey() {
        return nextKeys(1).getFirst();
    }

    @Override
    public List<TimeEntryKey> nextKeys(int count) {
        return jdbc.sql("select nextval('time_entry_key') from generate_series(1, :count)")
                .param("count", count)
                .query((row, number) -> new TimeEntryKey(row.getLong(1)))
                .list();
    }
}
