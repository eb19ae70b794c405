package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresLinkBook implements LinkBook {

    private static final String[] KEYS = {"connector", "account", "entity_kind", "entity_id"};

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final LinkRows links;
    private final NoteBook notes;

    public PostgresLinkBook(DataSource database, JsonMapper json) {
        this.rows = new RowWrites(database);
        this.jdbc = rows.jdbc();
        this.links = new LinkRows(json);
        this.notes = new PostgresNoteBook(rows);
    }

    @Override
    public Optional<SyncLink> find(SyncLinkId link) {
        rows.flush(); // an earlier event of the same write may be about it
        return jdbc.sql("""
            select link from sync_links
            where connector = :connector and account = :account and entity_kind = :kind and entity_id = :id
            """)
                .param("connector", link.connector())
                .param("account", link.account())
                .param("kind", EnumColumns.of(link.entity().kind()))
                .param("id", link.entity().id())
                .query((row, number) -> links.link(row))
                .optional();
    }

    @Override
    public Map<SyncLinkId, SyncLink> find(Set<SyncLinkId> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        rows.flush();
        List<SyncLinkId> ids = List.copyOf(wanted);
        List<EntityRef> entities = ids.stream().map(SyncLinkId::entity).toList();
        Map<SyncLinkId, SyncLink> found = new HashMap<>();
        jdbc.sql("""
            select connector, account, entity_kind, entity_id, link
            from unnest(:connectors, :accounts, :kinds, :ids) as wanted (c, a, k, i)
            join sync_links on connector = c and account = a and entity_kind = k and entity_id = i
            """)
                .param("connectors", ids.stream().map(SyncLinkId::connector).toArray(String[]::new))
                .param("accounts", ids.stream().map(SyncLinkId::account).toArray(String[]::new))
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities))
                .query((ResultSet row) -> {
                    SyncLinkId id =
                            new SyncLinkId(row.getString("connector"), row.getString("account"), Entities.get(row));
                    found.put(id, links.link(row));
                });
        return found;
    }

    @Override
    public Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities) {
        Map<EntityRef, SyncLink> found = new HashMap<>();
        ofAccount(jdbc, account, entities, """
            select entity_kind, entity_id, link
            from unnest(:kinds, :ids) as wanted (kind, id)
            join sync_links on connector = :connector and account = :account and entity_kind = kind
              and entity_id = id
            """).query((ResultSet row) -> {
            found.put(Entities.get(row), links.linkOrStopped(row));
        });
        return found;
    }

    @Override
    public Set<String> taken(ConnectedAccount account, Collection<String> remoteIds) {
        return Set.copyOf(ofAccount(jdbc, account, """
            select remote_id from sync_links
            where connector = :connector and account = :account and remote_id = any(:ids)
            union
            select remote_id from sync_former_object
            where connector = :connector and account = :account and remote_id = any(:ids)
            """)
                .param("ids", remoteIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    @Override
    public List<Entry> inLists(ConnectedAccount account, Collection<String> lists) {
        return entries(account, "remote_list = any(:wanted)", lists);
    }

    @Override
    public List<Entry> ofRemote(ConnectedAccount account, Collection<String> remoteIds) {
        return entries(account, "remote_id = any(:wanted)", remoteIds);
    }

    @Override
    public Map<EntityRef, SyncLink> lists(ConnectedAccount account) {
        Map<EntityRef, SyncLink> lists = new LinkedHashMap<>();
        entries(account, "entity_kind = any(:wanted)", List.of(EnumColumns.of(EntityRef.Kind.LIST)))
                .forEach(entry -> lists.put(entry.entity(), entry.link()));
        return lists;
    }

    @Override
    public List<Entry> creating(ConnectedAccount account) {
        return entries(account, "state = any(:wanted)", List.of("creating"));
    }

    private List<Entry> entries(ConnectedAccount account, String condition, Collection<String> wanted) {
        return ofAccount(jdbc, account, """
            select entity_kind, entity_id, link from sync_links
            where connector = :connector and account = :account and %s
            order by entity_kind, entity_id
            """.formatted(condition))
                .param("wanted", wanted.toArray(String[]::new))
                .query((row, number) -> new Entry(Entities.get(row), links.linkOrStopped(row)))
                .list();
    }

    @Override
    public Sample refused(ConnectedAccount account) {
        return sample(ofAccount(jdbc, account, """
            select entity_kind, entity_id, reason, count(*) over () as things from sync_links l
            where connector = :connector and account = :account and reason is not null
              and (state = 'linked' or state = 'none' and exists (
                select from sync_work w
                where w.connector = l.connector and w.account = l.account
                  and w.entity_kind = l.entity_kind and w.entity_id = l.entity_id))
            order by reason, entity_id limit 1
            """));
    }

    @Override
    public Sample warned(ConnectedAccount account) {
        return sample(ofAccount(jdbc, account, """
            select entity_kind, entity_id, warnings[1] as reason, count(*) over () as things from sync_links
            where connector = :connector and account = :account and state = 'linked' and warnings is not null
            order by synced_at desc, entity_id limit 1
            """));
    }

    /** Of at most one row: the entity, the reason, and of how many things that is the first. */
    static Sample sample(StatementSpec query) {
        return query.query(
                        (row, number) -> new Sample(row.getInt("things"), Entities.get(row), row.getString("reason")))
                .optional()
                .orElse(Sample.NONE);
    }

    @Override
    public Map<String, Integer> linked(ConnectedAccount account) {
        Map<String, Integer> linked = new HashMap<>();
        ofAccount(jdbc, account, """
            select remote_list, count(*) as objects from sync_links
            where connector = :connector and account = :account and state = 'linked' and entity_kind <> 'list'
            group by remote_list
            """).query((ResultSet row) -> {
            linked.put(row.getString("remote_list"), row.getInt("objects"));
        });
        return linked;
    }

    @Override
    public Map<UUID, String> cards(ConnectedAccount account) {
        Map<UUID, String> cards = new HashMap<>();
        ofAccount(jdbc, account, """
            select entity_id, remote_list from sync_links
            where connector = :connector and account = :account and entity_kind = 'project'
              and state in ('linked', 'deleting')
            """).query((ResultSet row) -> {
            cards.put(row.getObject("entity_id", UUID.class), row.getString("remote_list"));
        });
        return cards;
    }

    @Override
    public void put(SyncLinkId id, SyncLink link) {
        links.columns(id, link).put(rows, "sync_links", KEYS);
    }

    @Override
    public void putAll(Map<SyncLinkId, SyncLink> states) {
        rows.inOne(() -> states.forEach(this::put));
    }

    @Override
    public List<GivenUp> givenUp(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
            select entity_kind, entity_id, sending from sync_given_up
            where connector = :connector and account = :account
            order by sent_at, intent
            """)
                .query((row, number) -> Unreadable.find(
                        "The lost create of " + Entities.get(row),
                        () -> new GivenUp(Entities.get(row), links.attempt(row))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void giveUp(SyncLinkId link, UUID intent, CreateAttempt sending) {
        LinkRows.keys(link)
                .set("intent", intent)
                .set("sent_at", Times.of(sending.at()))
                .set("sending", links.write(sending))
                .put(rows, "sync_given_up", "connector", "account", "intent");
    }

    @Override
    public List<Former> former(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
            select entity_kind, entity_id, remote_list, remote_id from sync_former_object
            where connector = :connector and account = :account
            order by remote_id, entity_kind, entity_id
            """)
                .query((row, number) -> new Former(
                        Entities.get(row), new RemoteRef(row.getString("remote_list"), row.getString("remote_id"))))
                .list();
    }

    @Override
    public void putFormer(SyncLinkId link, RemoteRef object) {
        LinkRows.keys(link)
                .set("remote_id", object.id())
                .set("remote_list", object.list())
                .put(rows, "sync_former_object", "connector", "account", "remote_id", "entity_kind", "entity_id");
    }

    @Override
    public Set<EntityRef> foreign(ConnectedAccount account, Collection<EntityRef> entities) {
        return Set.copyOf(ofAccount(jdbc, account, entities, """
            select l.entity_kind, l.entity_id
            from unnest(:kinds, :ids) as wanted (kind, id)
            join sync_links l on l.connector = :connector and l.account = :account
              and l.entity_kind = kind and l.entity_id = id
            join sync_foreign_object f on f.connector = l.connector and f.account = l.account
              and f.remote_id = l.remote_id
            """)
                .query((row, number) -> Entities.get(row))
                .list());
    }

    @Override
    public void putForeign(SyncLinkId link, RemoteRef object) {
        new Columns()
                .set("connector", link.connector())
                .set("account", link.account())
                .set("remote_id", object.id())
                .set("remote_list", object.list())
                .put(rows, "sync_foreign_object", "connector", "account", "remote_id");
    }

    @Override
    public NoteBook notes() {
        return notes;
    }

    @Override
    public Map<String, Integer> deletesSince(ConnectedAccount account, Instant since) {
        Map<String, Integer> counts = new HashMap<>();
        ofAccount(jdbc, account, """
            select scope, count(distinct unit) as units from sync_delete
            where connector = :connector and account = :account and at >= :since
            group by scope
            """).param("since", Times.of(since)).query((ResultSet row) -> {
            counts.put(row.getString("scope"), row.getInt("units"));
        });
        return counts;
    }

    @Override
    public void putDelete(SyncLinkId link, String list, String unit, Instant at) {
        LinkRows.keys(link)
                .set("scope", list)
                .set("unit", unit)
                .set("at", Times.of(at))
                .put(rows, "sync_delete", "connector", "account", "scope", "entity_kind", "entity_id");
    }
}
