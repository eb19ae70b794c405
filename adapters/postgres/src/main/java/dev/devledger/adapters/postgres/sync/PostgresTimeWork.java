package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook.TimeWork;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marks are written in the order of the entries, so that two transactions that mark the same ones do not deadlock. */
public record PostgresTimeWork(JdbcClient jdbc) implements TimeWork {
    private static final String MARK = """
        insert into sync_time_work as w (connector, account, entry_id)
        select :connector, :account, entry from unnest(:entries) as entry order by entry
        on conflict (connector, account, entry_id) do
        """;

    /** A later time than anything waits for is one that a clock was set back from. */
    private static final String DUE = "(not_before <= :now or not_before > :now + cast(:longest as interval))";

    /** Where an event is parked, what the rows say is older. A replay ends the waiting. */
    private static final String UP_TO_DATE = """
        not exists (
          select from parked_event parked
          where parked.projection in ('time-entries', 'sync')
            and parked.stream_id in ('entry-' || entry_id, 'entrylink-' || connector || '-' || account || '-' || entry_id))
        """;

    @Override
    public void mark(ConnectedAccount account, Collection<UUID> entries) {
        mark(account, entries, MARK + """
            update set generation = w.generation + 1, not_before = 'epoch', attempts = 0, reason = null
            """);
    }

    @Override
    public void markFound(ConnectedAccount account, Collection<UUID> entries) {
        mark(account, entries, MARK + "nothing");
    }

    private void mark(ConnectedAccount account, Collection<UUID> entries, String sql) {
        if (!entries.isEmpty()) {
            ofAccount(jdbc, account, sql)
                    .param("entries", entries.toArray(UUID[]::new))
                    .update();
        }
    }

    @Override
    public List<Item> due(ConnectedAccount account, Instant now, int limit) {
        return ofAccount(
                        jdbc,
                        account,
                        "select * from sync_time_work where connector = :connector and account = :account and " + DUE
                                + " and " + UP_TO_DATE + " order by not_before, entry_id limit :limit")
                .param("now", Times.of(now))
                .param("longest", PendingWork.LONGEST_WAIT.toString())
                .param("limit", limit)
                .query((row, number) -> new Item(
                        row.getObject("entry_id", UUID.class), row.getLong("generation"), row.getInt("attempts")))
                .list();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        ofAccount(jdbc, account, """
            delete from sync_time_work w using unnest(:entries, :generations) as done (entry, generation)
            where w.connector = :connector and w.account = :account
              and w.entry_id = done.entry and w.generation = done.generation
            """)
                .param("entries", items.stream().map(Item::entry).toArray(UUID[]::new))
                .param("generations", items.stream().map(Item::generation).toArray(Long[]::new))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason) {
        ofAccount(jdbc, account, """
            update sync_time_work set not_before = :time, attempts = :attempts, reason = :reason
            where connector = :connector and account = :account
              and entry_id = :entry and generation = :generation
            """)
                .param("entry", item.entry())
                .param("generation", item.generation())
                .param("time", Times.of(notBefore))
                .param("attempts", attempts)
                .param("reason", Texts.storable(reason))
                .update();
    }

    @Override
    public int pending(ConnectedAccount account) {
        return ofAccount(
                        jdbc,
                        account,
                        "select count(*) from sync_time_work where connector = :connector and account = :account")
                .query(Integer.class)
                .single();
    }

    @Override
    public LinkBook.Sample failing(ConnectedAccount account) {
        return PostgresLinkBook.sample(ofAccount(jdbc, account, """
            select 'entry' as entity_kind, entry_id as entity_id, reason, count(*) over () as things
            from sync_time_work
            where connector = :connector and account = :account and reason is not null
            order by reason, entry_id limit 1
            """));
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
            select min(not_before) as due from sync_time_work
            where connector = :connector and account = :account and %s
            """.formatted(UP_TO_DATE))
                .query((row, number) -> Optional.ofNullable(Times.find(row, "due")))
                .single()
                .orElse(null);
    }

    @Override
    public Map<UUID, Instant> missing(ConnectedAccount account) {
        Map<UUID, Instant> missing = new HashMap<>();
        ofAccount(jdbc, account, "select * from sync_time_missing where connector = :connector and account = :account")
                .query((ResultSet row) -> {
                    missing.put(row.getObject("entry_id", UUID.class), Times.get(row, "missing_since"));
                });
        return missing;
    }

    @Override
    public void keepMissing(ConnectedAccount account, Map<UUID, Instant> missing) {
        UUID[] entries = missing.keySet().toArray(UUID[]::new);
        ofAccount(jdbc, account, """
            delete from sync_time_missing
            where connector = :connector and account = :account and not entry_id = any(:entries)
            """).param("entries", entries).update();
        missing.forEach((entry, since) -> ofAccount(jdbc, account, """
            insert into sync_time_missing (connector, account, entry_id, missing_since)
            values (:connector, :account, :entry, :since)
            on conflict (connector, account, entry_id) do update set missing_since = excluded.missing_since
            """)
                .param("entry", entry)
                .param("since", Times.of(since))
                .update());
    }
}
