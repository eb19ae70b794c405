package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sync.PostgresPendingNotes.PostgresNoteLinks;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteLinks;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresLinkBook implements LinkBook {

    private final RowWrites rows;
    private final LinkRows read;
    private final AccountTable links;
    private final AccountTable givenUp;
    private final AccountTable former;
    private final AccountTable foreign;
    private final AccountTable deletes;
    private final NoteLinks notes;

    public PostgresLinkBook(DataSource database, JsonMapper json) {
        this.rows = new RowWrites(database);
        this.read = new LinkRows(json);
        this.links = new AccountTable(rows, "sync_links", "entity_kind", "entity_id");
        this.givenUp = new AccountTable(rows, "sync_given_up", "intent");
        this.former = new AccountTable(rows, "sync_former_object", "remote_id", "entity_kind", "entity_id");
        this.foreign = new AccountTable(rows, "sync_foreign_object", "remote_id");
        this.deletes = new AccountTable(rows, "sync_delete", "scope", "entity_kind", "entity_id");
        this.notes = new PostgresNoteLinks(rows);
    }

    @Override
    public Optional<SyncLink> find(SyncLinkId link) {
        rows.flush(); // an earlier event of the same write may have changed it
        return links.of(
                        link.connector(),
                        link.account(),
                        "select link from sync_links",
                        "and entity_kind = :kind and entity_id = :id")
                .param("kind", EnumColumns.of(link.entity().kind()))
                .param("id", link.entity().id())
                .query((row, number) -> read.link(row))
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
        return RowMap.of(
                rows.jdbc()
                        .sql("""
            select connector, account, entity_kind, entity_id, link
            from unnest(:connectors, :accounts, :kinds, :ids) as wanted (c, a, k, i)
            join sync_links on connector = c and account = a and entity_kind = k and entity_id = i
            """)
                        .param(
                                "connectors",
                                ids.stream().map(SyncLinkId::connector).toArray(String[]::new))
                        .param("accounts", ids.stream().map(SyncLinkId::account).toArray(String[]::new))
                        .param("kinds", Entities.kinds(entities))
                        .param("ids", Entities.ids(entities)),
                row -> new SyncLinkId(row.getString("connector"), row.getString("account"), Entities.get(row)),
                read::link);
    }

    @Override
    public Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities) {
        return RowMap.of(
                links.select(account, entities, "entity_kind, entity_id, link", ""),
                Entities::get,
                read::linkOrStopped);
    }

    @Override
    public Set<String> taken(ConnectedAccount account, Collection<String> remoteIds) {
        return Set.copyOf(links.of(account, """
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
        return links.select(
                        account,
                        "entity_kind, entity_id, link",
                        "and " + condition + " order by entity_kind, entity_id")
                .param("wanted", wanted.toArray(String[]::new))
                .query((row, number) -> new Entry(Entities.get(row), read.linkOrStopped(row)))
                .list();
    }

    @Override
    public Sample refused(ConnectedAccount account) {
        return links.sample(account, "entity_kind, entity_id", "reason", """
            and reason is not null
              and (state = 'linked' or state = 'none' and exists (
                select from sync_work w
                where w.connector = sync_links.connector and w.account = sync_links.account
                  and w.entity_kind = sync_links.entity_kind and w.entity_id = sync_links.entity_id))
            order by reason, entity_id limit 1
            """);
    }

    @Override
    public Sample warned(ConnectedAccount account) {
        return links.sample(
                account,
                "entity_kind, entity_id",
                "warnings[1]",
                "and state = 'linked' and warnings is not null order by synced_at desc, entity_id limit 1");
    }

    @Override
    public Map<String, Integer> linked(ConnectedAccount account) {
        return RowMap.of(
                links.select(
                        account,
                        "remote_list, count(*) as objects",
                        "and state = 'linked' and entity_kind <> 'list' group by remote_list"),
                row -> row.getString("remote_list"),
                row -> row.getInt("objects"));
    }

    @Override
    public Map<UUID, String> cards(ConnectedAccount account) {
        return RowMap.of(
                links.select(
                        account,
                        "entity_id, remote_list",
                        "and entity_kind = 'project' and state in ('linked', 'deleting')"),
                row -> row.getObject("entity_id", UUID.class),
                row -> row.getString("remote_list"));
    }

    @Override
    public void put(SyncLinkId id, SyncLink link) {
        links.put(read.columns(id, link));
    }

    @Override
    public void putAll(Map<SyncLinkId, SyncLink> states) {
        rows.inOne(() -> states.forEach(this::put));
    }

    @Override
    public List<GivenUp> givenUp(ConnectedAccount account) {
        return givenUp
                .select(account, "entity_kind, entity_id, sending", "order by sent_at, intent")
                .query((row, number) -> UnreadableValues.find(
                        "The lost create of " + Entities.get(row),
                        () -> new GivenUp(Entities.get(row), read.attempt(row))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void giveUp(SyncLinkId link, UUID intent, CreateAttempt sending) {
        givenUp.put(LinkRows.keys(link)
                .set("intent", intent)
                .set("sent_at", Times.of(sending.at()))
                .set("sending", read.write(sending)));
    }

    @Override
    public List<Former> former(ConnectedAccount account) {
        return former.select(
                        account,
                        "entity_kind, entity_id, remote_list, remote_id",
                        "order by remote_id, entity_kind, entity_id")
                .query((row, number) -> new Former(
                        Entities.get(row), new RemoteRef(row.getString("remote_list"), row.getString("remote_id"))))
                .list();
    }

    @Override
    public void putFormer(SyncLinkId link, RemoteRef object) {
        former.put(LinkRows.keys(link).set("remote_id", object.id()).set("remote_list", object.list()));
    }

    @Override
    public Set<EntityRef> foreign(ConnectedAccount account, Collection<EntityRef> entities) {
        return Set.copyOf(links.of(account, entities, """
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
        foreign.put(AccountTable.row(link.connector(), link.account())
                .set("remote_id", object.id())
                .set("remote_list", object.list()));
    }

    @Override
    public NoteLinks notes() {
        return notes;
    }

    @Override
    public Map<String, Integer> deletesSince(ConnectedAccount account, Instant since) {
        return RowMap.of(
                deletes.select(account, "scope, count(distinct unit) as units", "and at >= :since group by scope")
                        .param("since", Times.of(since)),
                row -> row.getString("scope"),
                row -> row.getInt("units"));
    }

    @Override
    public void putDelete(SyncLinkId link, String list, String unit, Instant at) {
        deletes.put(LinkRows.keys(link).set("scope", list).set("unit", unit).set("at", Times.of(at)));
    }

    /** Reads and writes the row of a link: the whole link as JSON, and beside it the queried values in columns. */
    record LinkRows(JsonMapper json) {
        private static final SyncLink UNREADABLE = new SyncLink.Stopped("its link cannot be read");

        static Columns keys(SyncLinkId id) {
            return AccountTable.row(id.connector(), id.account())
                    .set("entity_kind", EnumColumns.of(id.entity().kind()))
                    .set("entity_id", id.entity().id());
        }

        Columns columns(SyncLinkId id, SyncLink link) {
            RemoteRef remote = link.object();
            return keys(id).set("state", state(link))
                    .set("remote_list", remote == null ? null : remote.list())
                    .set("remote_id", remote == null ? null : remote.id())
                    .set("reason", reason(link))
                    .set("synced_at", Times.of(syncedAt(link)))
                    .set("warnings", warnings(link))
                    .set("link", json.writerFor(SyncLink.class).writeValueAsString(link));
        }

        /**
         * Reads the link; an unreadable one counts as stopped, as without a link its object would be created once more.
         */
        SyncLink linkOrStopped(ResultSet row) throws SQLException {
            String what = "The link of %s %s".formatted(row.getString("entity_kind"), row.getString("entity_id"));
            return UnreadableValues.find(what, () -> link(row)).orElse(UNREADABLE);
        }

        SyncLink link(ResultSet row) throws SQLException {
            // A component added to the state later is missing in older rows, and is read as false.
            return json.readerFor(SyncLink.class)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(row.getString("link"));
        }

        CreateAttempt attempt(ResultSet row) throws SQLException {
            return json.readerFor(CreateAttempt.class).readValue(row.getString("sending"));
        }

        String write(CreateAttempt attempt) {
            return json.writerFor(CreateAttempt.class).writeValueAsString(attempt);
        }

        /** Returns the state in the words of the link's view. */
        private static String state(SyncLink link) {
            return switch (link) {
                case SyncLink.None none -> "none";
                case SyncLink.Creating creating -> "creating";
                case SyncLink.Linked linked -> "linked";
                case SyncLink.Deleting deleting -> "deleting";
                case SyncLink.Closed closed -> "closed";
                case SyncLink.Detached detached -> "detached";
                case SyncLink.OutOfScope outside -> "out-of-scope";
                case SyncLink.Stopped stopped -> "stopped";
            };
        }

        private static @Nullable String reason(SyncLink link) {
            return switch (link) {
                case SyncLink.None none -> none.refusal();
                case SyncLink.Linked linked -> linked.refusal();
                case SyncLink.Detached detached -> detached.reason();
                case SyncLink.Stopped stopped -> stopped.reason();
                case SyncLink.OutOfScope outside -> outside.reason();
                case SyncLink.Creating creating -> null;
                case SyncLink.Deleting deleting -> null;
                case SyncLink.Closed closed -> null;
            };
        }

        /** Returns the warnings; null for none. */
        private static String @Nullable [] warnings(SyncLink link) {
            return link instanceof SyncLink.Linked linked && !linked.warnings().isEmpty()
                    ? linked.warnings().stream()
                            .map(each -> each.name() + " " + each.message())
                            .toArray(String[]::new)
                    : null;
        }

        private static @Nullable Instant syncedAt(SyncLink link) {
            return link instanceof SyncLink.Linked linked ? linked.syncedAt() : null;
        }
    }
}
