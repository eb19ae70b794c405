package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Stores each link as a row: the whole link as JSON, and beside it the queried values in columns. */
public final class PostgresEntryLinkBook implements EntryLinkBook {
    private final RowWrites rows;
    private final AccountTable links;
    private final JsonMapper json;

    public PostgresEntryLinkBook(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.links = new AccountTable(rows, "sync_entry_links", "entry_id");
        this.json = json;
    }

    @Override
    public Optional<EntryLink> find(EntryLinkId link) {
        rows.flush(); // an earlier event of the same write may have changed it
        return links.of(link.connector(), link.account(), "select link from sync_entry_links", "and entry_id = :entry")
                .param("entry", link.entry())
                .query((row, number) -> link(row))
                .optional();
    }

    @Override
    public Map<UUID, EntryLink> find(ConnectedAccount account, Collection<UUID> entries) {
        return entries.isEmpty()
                ? Map.of()
                : links(links(account, "and entry_id = any(:entries)").param("entries", entries.toArray(UUID[]::new)));
    }

    @Override
    public Map<String, UUID> owners(ConnectedAccount account, Collection<String> remotes) {
        if (remotes.isEmpty()) {
            return Map.of();
        }
        rows.flush();
        return RowMap.of(
                links.select(
                                account,
                                "distinct on (remote_id) remote_id, entry_id",
                                "and remote_id = any(:remotes) order by remote_id, state = 'linked' desc, entry_id")
                        .param("remotes", remotes.toArray(String[]::new)),
                row -> row.getString("remote_id"),
                row -> row.getObject("entry_id", UUID.class));
    }

    @Override
    public Map<UUID, EntryLink> open(ConnectedAccount account, Instant from, Instant to) {
        return links(
                links(account, "and (state = 'adding' or state = 'linked' and began_at >= :from and began_at < :to)")
                        .param("from", Times.of(from))
                        .param("to", Times.of(to)));
    }

    @Override
    public Set<String> unplacedFor(ConnectedAccount account) {
        return links.select(account, "distinct unplaced_for", "and unplaced_for is not null")
                .query(String.class)
                .set();
    }

    @Override
    public Map<UUID, EntryLink> unplaced(ConnectedAccount account, Collection<String> objects) {
        return links(
                links(account, "and unplaced_for = any(:objects)").param("objects", objects.toArray(String[]::new)));
    }

    private StatementSpec links(ConnectedAccount account, String rest) {
        return links.select(account, "entry_id, remote_id, link", rest);
    }

    @Override
    public int linked(ConnectedAccount account) {
        return links.count(account, "and state = 'linked'");
    }

    @Override
    public LinkBook.Sample warned(ConnectedAccount account) {
        return links.sample(
                account,
                "'entry' as entity_kind, entry_id as entity_id",
                "warnings[1]",
                "and warnings is not null order by synced_at desc, entry_id limit 1");
    }

    @Override
    public int deletedSince(ConnectedAccount account, Instant since) {
        return links.select(account, "count(*)", "and deleted_at >= :since")
                .param("since", Times.of(since))
                .query(Integer.class)
                .single();
    }

    @Override
    public void together(Runnable puts) {
        rows.inOne(puts);
    }

    @Override
    public void put(EntryLinkId link, EntryLink state, @Nullable Instant agreedAt) {
        Columns row = row(link);
        if (agreedAt != null) {
            row.set("synced_at", Times.of(agreedAt));
        }
        links.put(row.set("state", state(state))
                .set("remote_id", state.object().orElse(null))
                .set("began_at", Times.of(beganAt(state)))
                .set("unplaced_for", state.unplacedFor().orElse(null))
                .set("warnings", warnings(state))
                .set("link", json.writerFor(EntryLink.class).writeValueAsString(state)));
    }

    /** Sets the time of the deletion in the link's row, which exists by then. */
    @Override
    public void putDelete(EntryLinkId link, Instant at) {
        rows.flush();
        links.of(
                        link.connector(),
                        link.account(),
                        "update sync_entry_links set deleted_at = :at",
                        "and entry_id = :entry")
                .param("at", Times.of(at))
                .param("entry", link.entry())
                .update();
    }

    private static Columns row(EntryLinkId link) {
        return AccountTable.row(link.connector(), link.account()).set("entry_id", link.entry());
    }

    private static String state(EntryLink link) {
        return switch (link) {
            case EntryLink.None none -> "none";
            case EntryLink.Adding adding -> "adding";
            case EntryLink.Linked linked -> "linked";
            case EntryLink.Ended ended -> "ended";
            case EntryLink.Apart apart -> "apart";
        };
    }

    /** Returns the warnings; null for none. */
    private static String @Nullable [] warnings(EntryLink link) {
        List<NearestValues.Remark> remarks =
                link instanceof EntryLink.Linked(var remote, var base) ? base.remarks() : List.of();
        return remarks.isEmpty()
                ? null
                : remarks.stream()
                        .map(each -> each.field() + " " + each.message())
                        .toArray(String[]::new);
    }

    private static @Nullable Instant beganAt(EntryLink link) {
        return link instanceof EntryLink.Linked(var remote, var base)
                ? base.there().start()
                : null;
    }

    private Map<UUID, EntryLink> links(StatementSpec query) {
        Map<UUID, EntryLink> links = new HashMap<>();
        query.query((ResultSet row) -> {
            UUID entry = row.getObject("entry_id", UUID.class);
            EntryLink left = new EntryLink.Apart(row.getString("remote_id")); // for an Apart link no request is sent
            links.put(
                    entry,
                    UnreadableValues.find("The link of the time entry " + entry, () -> link(row))
                            .orElse(left));
        });
        return links;
    }

    private EntryLink link(ResultSet row) throws SQLException {
        return json.readerFor(EntryLink.class).readValue(row.getString("link"));
    }

    /**
     * Marks the time entries to sync. Marks are written in the order of the entries, so that two transactions that mark
     * the same entries do not deadlock.
     */
    public static final class PostgresPendingTimeEntries implements PendingTimeEntries {
        private static final String MARK = """
        insert into sync_time_work as w (connector, account, entry_id)
        select :connector, :account, entry from unnest(:entries) as entry order by entry
        on conflict (connector, account, entry_id) do
        """;

        /** Excludes entries with a parked event, whose rows are outdated, until a replay has applied the event. */
        private static final String UP_TO_DATE = """
        not exists (
          select from parked_event parked
          where parked.projection in ('time-entries', 'sync')
            and parked.stream_id in ('entry-' || entry_id, 'entrylink-' || connector || '-' || account || '-' || entry_id))
        """;

        private final AccountTable work;
        private final AccountTable missing;

        public PostgresPendingTimeEntries(RowWrites rows) {
            work = new AccountTable(rows, "sync_time_work", "entry_id");
            missing = new AccountTable(rows, "sync_time_missing", "entry_id");
        }

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
                work.of(account, sql)
                        .param("entries", entries.toArray(UUID[]::new))
                        .update();
            }
        }

        @Override
        public List<Item> due(ConnectedAccount account, Instant now, int limit) {
            return work.due(account, now, "and " + UP_TO_DATE + " order by not_before, entry_id limit :limit")
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
            work.of(account, """
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
            work.update(
                            account,
                            "not_before = :time, attempts = :attempts, reason = :reason",
                            "and entry_id = :entry and generation = :generation")
                    .param("entry", item.entry())
                    .param("generation", item.generation())
                    .param("time", Times.of(notBefore))
                    .param("attempts", attempts)
                    .param("reason", Texts.storable(reason))
                    .update();
        }

        @Override
        public int pending(ConnectedAccount account) {
            return work.count(account, "");
        }

        @Override
        public LinkBook.Sample failing(ConnectedAccount account) {
            return work.sample(
                    account,
                    "'entry' as entity_kind, entry_id as entity_id",
                    "reason",
                    "and reason is not null order by reason, entry_id limit 1");
        }

        @Override
        public @Nullable Instant nextDue(ConnectedAccount account) {
            return work.nextDue(account, "and " + UP_TO_DATE);
        }

        @Override
        public Map<UUID, Instant> missing(ConnectedAccount account) {
            return RowMap.of(
                    missing.select(account, "*", ""),
                    row -> row.getObject("entry_id", UUID.class),
                    row -> Times.get(row, "missing_since"));
        }

        @Override
        public void keepMissing(ConnectedAccount account, Map<UUID, Instant> now) {
            missing.delete(account, "and not entry_id = any(:entries)")
                    .param("entries", now.keySet().toArray(UUID[]::new))
                    .update();
            now.forEach((entry, since) -> missing.put(
                    AccountTable.row(account).set("entry_id", entry).set("missing_since", Times.of(since))));
        }
    }
}
