package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.shared.Nearest;
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

/** A link as its row holds it: whole as JSON, and what is asked for in columns beside it. */
public record PostgresEntryLinkBook(RowWrites rows, JsonMapper json) implements EntryLinkBook {
    private static final String[] KEYS = {"connector", "account", "entry_id"};

    @Override
    public Optional<EntryLink> find(EntryLinkId link) {
        rows.flush(); // an earlier event of the same write may be about it
        return rows.jdbc()
                .sql("""
                    select link from sync_entry_links
                    where connector = :connector and account = :account and entry_id = :entry
                    """)
                .param("connector", link.connector())
                .param("account", link.account())
                .param("entry", link.entry())
                .query((row, number) -> link(row))
                .optional();
    }

    @Override
    public Map<UUID, EntryLink> find(ConnectedAccount account, Collection<UUID> entries) {
        return entries.isEmpty()
                ? Map.of()
                : links(ofAccount(rows.jdbc(), account, """
                    select entry_id, remote_id, link from sync_entry_links
                    where connector = :connector and account = :account and entry_id = any(:entries)
                    """).param("entries", entries.toArray(UUID[]::new)));
    }

    @Override
    public Map<String, UUID> owners(ConnectedAccount account, Collection<String> remotes) {
        Map<String, UUID> owners = new HashMap<>();
        if (!remotes.isEmpty()) {
            rows.flush();
            ofAccount(rows.jdbc(), account, """
                select distinct on (remote_id) remote_id, entry_id from sync_entry_links
                where connector = :connector and account = :account and remote_id = any(:remotes)
                order by remote_id, state = 'linked' desc, entry_id
                """)
                    .param("remotes", remotes.toArray(String[]::new))
                    .query((ResultSet row) -> {
                        owners.put(row.getString("remote_id"), row.getObject("entry_id", UUID.class));
                    });
        }
        return owners;
    }

    @Override
    public Map<UUID, EntryLink> open(ConnectedAccount account, Instant from, Instant to) {
        return links(ofAccount(rows.jdbc(), account, """
            select entry_id, remote_id, link from sync_entry_links
            where connector = :connector and account = :account
              and (state = 'adding' or state = 'linked' and began_at >= :from and began_at < :to)
            """)
                .param("from", Times.of(from))
                .param("to", Times.of(to)));
    }

    @Override
    public Set<String> unplacedFor(ConnectedAccount account) {
        return ofAccount(rows.jdbc(), account, """
            select distinct unplaced_for from sync_entry_links
            where connector = :connector and account = :account and unplaced_for is not null
            """).query(String.class).set();
    }

    @Override
    public Map<UUID, EntryLink> unplaced(ConnectedAccount account, Collection<String> objects) {
        return links(ofAccount(rows.jdbc(), account, """
            select entry_id, remote_id, link from sync_entry_links
            where connector = :connector and account = :account and unplaced_for = any(:objects)
            """).param("objects", objects.toArray(String[]::new)));
    }

    @Override
    public int linked(ConnectedAccount account) {
        return count(ofAccount(rows.jdbc(), account, """
            select count(*) from sync_entry_links
            where connector = :connector and account = :account and state = 'linked'
            """));
    }

    @Override
    public LinkBook.Sample warned(ConnectedAccount account) {
        return PostgresLinkBook.sample(ofAccount(rows.jdbc(), account, """
            select 'entry' as entity_kind, entry_id as entity_id, warnings[1] as reason, count(*) over () as things
            from sync_entry_links
            where connector = :connector and account = :account and warnings is not null
            order by synced_at desc, entry_id limit 1
            """));
    }

    @Override
    public int deletedSince(ConnectedAccount account, Instant since) {
        return count(ofAccount(rows.jdbc(), account, """
            select count(*) from sync_entry_links
            where connector = :connector and account = :account and deleted_at >= :since
            """).param("since", Times.of(since)));
    }

    private static int count(StatementSpec query) {
        return query.query(Integer.class).single();
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
        row.set("state", state(state))
                .set("remote_id", state.object().orElse(null))
                .set("began_at", Times.of(beganAt(state)))
                .set("unplaced_for", state.unplacedFor().orElse(null))
                .set("warnings", warnings(state))
                .set("link", json.writerFor(EntryLink.class).writeValueAsString(state))
                .put(rows, "sync_entry_links", KEYS);
    }

    /** Its row is there by then. */
    @Override
    public void putDelete(EntryLinkId link, Instant at) {
        rows.flush();
        rows.jdbc()
                .sql("""
                    update sync_entry_links set deleted_at = :at
                    where connector = :connector and account = :account and entry_id = :entry
                    """)
                .param("at", Times.of(at))
                .param("connector", link.connector())
                .param("account", link.account())
                .param("entry", link.entry())
                .update();
    }

    private static Columns row(EntryLinkId link) {
        return new Columns()
                .set("connector", link.connector())
                .set("account", link.account())
                .set("entry_id", link.entry());
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

    /** Null where there are none. */
    private static String @Nullable [] warnings(EntryLink link) {
        List<Nearest.Remark> remarks =
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
            EntryLink left = new EntryLink.Apart(row.getString("remote_id")); // nothing is sent then
            links.put(
                    entry,
                    Unreadable.find("The link of the time entry " + entry, () -> link(row))
                            .orElse(left));
        });
        return links;
    }

    private EntryLink link(ResultSet row) throws SQLException {
        return json.readerFor(EntryLink.class).readValue(row.getString("link"));
    }
}
