package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.sync.AccountTable.OfAccounts;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook.LinkRows;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.OpenConflict;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresConflictBook implements ConflictBook {

    private static final Order NEWEST = new Order("first_seen_at", "timestamptz", true, "id", "uuid");

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final ConflictRows conflicts;
    private final AccountTable table;

    public PostgresConflictBook(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.conflicts = new ConflictRows(json);
        this.table = new AccountTable(rows, "sync_conflicts");
    }

    @Override
    public void put(Entry entry) {
        conflicts.columns(entry).put(rows, "sync_conflicts", "id");
    }

    @Override
    public Optional<Entry> entry(ConflictId id) {
        rows.flush(); // an earlier event of the same write may have changed it
        return jdbc.sql("select * from sync_conflicts where id = :id")
                .param("id", id.value())
                .query((row, number) -> conflicts.entry(row))
                .optional();
    }

    @Override
    public Optional<ConflictView> find(List<ConnectedAccount> accounts, UUID id) {
        OfAccounts of = new OfAccounts(accounts);
        Where where = of.where().and("id = :id", "id", id);
        return jdbc.sql(ConflictRows.view("select * from sync_conflicts where " + where.sql()))
                .params(where.parameters())
                .query((row, number) -> conflicts.view(row, of))
                .optional();
    }

    @Override
    public Page<ConflictView> list(List<ConnectedAccount> accounts, @Nullable State state, PageRequest page) {
        OfAccounts of = new OfAccounts(accounts);
        String list = of.name("conflicts") + " " + state;
        Where where = state == null
                ? of.where().always("state in ('open', 'applied')")
                : of.where().and("state = :state", "state", EnumColumns.of(state));
        where.after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = """
                select *, first_seen_at as sort_value, id as sort_id
                from sync_conflicts where %s order by %s limit :limit
                """.formatted(where.sql(), NEWEST.sql());
        return Pages.read(
                jdbc,
                ConflictRows.view(rows) + " order by c.first_seen_at desc, c.id desc",
                where,
                page,
                list,
                (row, number) -> conflicts.view(row, of));
    }

    @Override
    public List<ConflictView> openOf(List<ConnectedAccount> accounts, Collection<EntityRef> entities) {
        OfAccounts of = new OfAccounts(accounts);
        String rows = """
                select x.* from unnest(:kinds, :ids) as wanted (wanted_kind, wanted_id)
                join sync_conflicts x on %s
                  and x.entity_kind = wanted_kind and x.entity_id = wanted_id and x.state = 'open'
                """.formatted(of.condition("x."));
        return jdbc.sql(ConflictRows.view(rows) + " order by c.first_seen_at, c.id")
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities))
                .params(of.parameters())
                .query((row, number) -> conflicts.view(row, of))
                .list();
    }

    @Override
    public List<ConflictView> together(
            List<ConnectedAccount> accounts, Collection<EntityRef> entities, Collection<Instant> resolvedAt) {
        OfAccounts of = new OfAccounts(accounts);
        String wanted = """
                select x.* from unnest(:kinds, :ids) as wanted (wanted_kind, wanted_id)
                join sync_conflicts x on %s and x.entity_kind = wanted_kind and x.entity_id = wanted_id and\s""".formatted(of.condition("x."));
        String rows = wanted + "x.state in ('open', 'applied')"
                + (resolvedAt.isEmpty()
                        ? ""
                        : " union all " + wanted + "x.resolved_at = any(:resolved::timestamptz[])");
        return jdbc.sql(ConflictRows.view(rows) + " order by c.first_seen_at, c.id")
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities))
                .param("resolved", resolvedAt.stream().map(Times::text).toArray(String[]::new))
                .params(of.parameters())
                .query((row, number) -> conflicts.view(row, of))
                .list();
    }

    @Override
    public int open(ConnectedAccount account) {
        return table.count(account, "and state = 'open'");
    }

    @Override
    public Map<State, Integer> counts(List<ConnectedAccount> accounts, Instant appliedSince) {
        Where where = new OfAccounts(accounts)
                .where()
                .and("(state <> 'applied' or first_seen_at >= :since)", "since", Times.of(appliedSince));
        Map<State, Integer> counts = new EnumMap<>(State.class);
        jdbc.sql("select state, count(*) as count from sync_conflicts where " + where.sql() + " group by state")
                .params(where.parameters())
                .query(row -> {
                    counts.put(EnumColumns.to(State.class, row.getString("state")), row.getInt("count"));
                });
        return counts;
    }

    @Override
    public Set<String> answered(ConnectedAccount account, EntityRef entity) {
        return table
                .select(
                        account,
                        "id, dispute",
                        "and entity_kind = :kind and entity_id = :entity and state = 'resolved'")
                .param("kind", EnumColumns.of(entity.kind()))
                .param("entity", entity.id())
                .query((row, number) -> conflicts.candidates(row))
                .list()
                .stream()
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<OpenConflict> standing(ConnectedAccount account, Collection<EntityRef> entities) {
        return table
                .select(
                        account,
                        entities,
                        "sync_conflicts.*",
                        "and state in ('open', 'applied') order by first_seen_at, id")
                .query((row, number) -> UnreadableValues.find(ConflictRows.name(row), () -> conflicts.standing(row)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reads and writes the row of a conflict. */
    record ConflictRows(JsonMapper json) {
        /** Replaces an unreadable dispute: the conflict stays open, and its text says so. */
        private static final Dispute UNREADABLE = new Dispute.AmbiguousObject(
                "What this conflict is about cannot be read. POST /api/projections/sync/replay makes it anew",
                List.of());

        static String name(ResultSet row) throws SQLException {
            return "The conflict " + row.getString("id");
        }

        Columns columns(Entry entry) {
            SyncLinkId link = entry.link();
            return LinkRows.keys(link)
                    .set("id", entry.id().value())
                    .set("state", EnumColumns.of(entry.state()))
                    .set("summary", entry.summary())
                    .set("first_seen_at", Times.of(entry.firstSeenAt()))
                    .set("resolved_at", Times.of(entry.resolvedAt()))
                    .set("resolved_by", entry.resolvedBy())
                    .set("dispute", json.writerFor(Dispute.class).writeValueAsString(entry.dispute()));
        }

        /** Selects conflicts with the keys and names of their entities. */
        static String view(String rows) {
            return """
                select c.*, coalesce(p.key, t.key, e.key) as entity_key, coalesce(p.name, t.title) as entity_name
                from (%s) c
                left join dev_projects p on c.entity_kind in ('project', 'list') and p.id = c.entity_id
                left join tasks t on c.entity_kind = 'task' and t.id = c.entity_id
                left join time_entries e on c.entity_kind = 'entry' and e.id = c.entity_id
                """.formatted(rows);
        }

        ConflictView view(ResultSet row, OfAccounts accounts) throws SQLException {
            Optional<ConflictView> told = UnreadableValues.find(name(row), () -> view(row, dispute(row), accounts));
            return told.isPresent() ? told.get() : view(row, UNREADABLE, accounts);
        }

        private static ConflictView view(ResultSet row, Dispute dispute, OfAccounts accounts) throws SQLException {
            return new ConflictViews(accounts.of(row))
                    .of(entry(row, dispute), row.getString("entity_key"), row.getString("entity_name"));
        }

        Entry entry(ResultSet row) throws SQLException {
            return entry(row, dispute(row));
        }

        private static Entry entry(ResultSet row, Dispute dispute) throws SQLException {
            return new Entry(
                    new ConflictId(row.getObject("id", UUID.class)),
                    new SyncLinkId(row.getString("connector"), row.getString("account"), Entities.get(row)),
                    dispute,
                    EnumColumns.to(State.class, row.getString("state")),
                    Times.get(row, "first_seen_at"),
                    Times.find(row, "resolved_at"),
                    row.getString("resolved_by"));
        }

        OpenConflict standing(ResultSet row) throws SQLException {
            return new OpenConflict(
                    new ConflictId(row.getObject("id", UUID.class)),
                    Entities.get(row),
                    dispute(row),
                    Times.get(row, "first_seen_at"));
        }

        /** Reads the ids of the objects among which the conflict asks a user to choose. */
        List<String> candidates(ResultSet row) throws SQLException {
            return UnreadableValues.find(name(row), () -> dispute(row)).orElse(UNREADABLE)
                            instanceof Dispute.AmbiguousObject which
                    ? which.candidates().stream()
                            .map(each -> each.object().id())
                            .toList()
                    : List.of();
        }

        private Dispute dispute(ResultSet row) throws SQLException {
            return json.readValue(row.getString("dispute"), Dispute.class);
        }
    }
}
