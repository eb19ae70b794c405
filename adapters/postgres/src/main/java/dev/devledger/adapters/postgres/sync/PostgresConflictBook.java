package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Entities;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresConflictBook implements ConflictBook {

    private static final Order NEWEST = new Order("first_seen_at", "timestamptz", true, "id", "uuid");

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final JsonMapper json;

    public PostgresConflictBook(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.json = json;
    }

    @Override
    public void put(Entry entry) {
        SyncLinkId link = entry.link();
        new Columns()
                .set("id", entry.id().value())
                .set("connector", link.connector())
                .set("account", link.account())
                .set("entity_kind", EnumColumns.of(link.entity().kind()))
                .set("entity_id", link.entity().id())
                .set("state", EnumColumns.of(entry.state()))
                .set("summary", entry.summary())
                .set("first_seen_at", Times.of(entry.firstSeenAt()))
                .set("resolved_at", Times.of(entry.resolvedAt()))
                .set("resolved_by", entry.resolvedBy())
                .set("dispute", json.writerFor(Dispute.class).writeValueAsString(entry.dispute()))
                .put(rows, "sync_conflicts", "id");
    }

    @Override
    public Optional<Entry> entry(ConflictId id) {
        rows.flush(); // an earlier event of the same write may be about it
        return jdbc.sql("select * from sync_conflicts where id = :id")
                .param("id", id.value())
                .query((row, number) -> entry(row))
                .optional();
    }

    @Override
    public Optional<ConflictView> find(List<ConnectedAccount> accounts, UUID id) {
        OfAccounts of = new OfAccounts(accounts);
        Where where = of.where().and("id = :id", "id", id);
        return jdbc.sql(view("select * from sync_conflicts where " + where.sql()))
                .params(where.parameters())
                .query((row, number) -> view(row, of))
                .optional();
    }

    @Override
    public Page<ConflictView> list(List<ConnectedAccount> accounts, @Nullable State state, PageRequest page) {
        OfAccounts of = new OfAccounts(accounts);
        String list = of.name("conflicts") + " " + state;
        Where where = of.where();
        if (state == null) {
            where.always("state in ('open', 'applied')");
        }
        where.and("state = :state", "state", state == null ? null : EnumColumns.of(state))
                .after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = """
                select *, first_seen_at as sort_value, id as sort_id
                from sync_conflicts where %s order by %s limit :limit
                """.formatted(where.sql(), NEWEST.sql());
        return Pages.read(
                jdbc,
                view(rows) + " order by c.first_seen_at desc, c.id desc",
                where,
                page,
                list,
                (row, number) -> view(row, of));
    }

    @Override
    public List<ConflictView> openOf(List<ConnectedAccount> accounts, Collection<EntityRef> entities) {
        OfAccounts of = new OfAccounts(accounts);
        String rows = """
                select x.* from unnest(:kinds, :ids) as wanted (wanted_kind, wanted_id)
                join sync_conflicts x on %s
                  and x.entity_kind = wanted_kind and x.entity_id = wanted_id and x.state = 'open'
                """.formatted(of.condition("x."));
        return jdbc.sql(view(rows) + " order by c.first_seen_at, c.id")
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities))
                .params(of.parameters())
                .query((row, number) -> view(row, of))
                .list();
    }

    @Override
    public int open(ConnectedAccount account) {
        Where where = of(account).always("state = 'open'");
        return jdbc.sql("select count(*) from sync_conflicts where " + where.sql())
                .params(where.parameters())
                .query(Integer.class)
                .single();
    }

    @Override
    public Set<String> answered(ConnectedAccount account, EntityRef entity) {
        Where where = of(account)
                .and("entity_kind = :kind", "kind", EnumColumns.of(entity.kind()))
                .and("entity_id = :entity", "entity", entity.id())
                .always("state = 'resolved'");
        return jdbc
                .sql("select dispute from sync_conflicts where " + where.sql())
                .params(where.parameters())
                .query((row, number) -> dispute(row))
                .list()
                .stream()
                .flatMap(each -> each instanceof Dispute.WhichOne which ? which.candidates().stream() : Stream.of())
                .map(candidate -> candidate.object().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Standing> standing(ConnectedAccount account, Collection<EntityRef> entities) {
        return jdbc.sql("""
                        select c.* from unnest(:kinds, :ids) as wanted (wanted_kind, wanted_id)
                        join sync_conflicts c on connector = :connector and account = :account
                          and entity_kind = wanted_kind and entity_id = wanted_id and state in ('open', 'applied')
                        order by first_seen_at, id
                        """)
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities))
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> new Standing(
                        new ConflictId(row.getObject("id", UUID.class)),
                        Entities.get(row),
                        dispute(row),
                        Times.get(row, "first_seen_at")))
                .list();
    }

    private static Where of(ConnectedAccount account) {
        return new Where()
                .and("connector = :connector", "connector", account.connector())
                .and("account = :account", "account", account.account());
    }

    /** With the keys of the entities. */
    private static String view(String rows) {
        return """
                select c.*, coalesce(p.key, t.key) as entity_key
                from (%s) c
                left join dev_projects p on c.entity_kind in ('project', 'list') and p.id = c.entity_id
                left join tasks t on c.entity_kind = 'task' and t.id = c.entity_id
                """.formatted(rows);
    }

    private ConflictView view(ResultSet row, OfAccounts accounts) throws SQLException {
        return new ConflictViews(accounts.of(row)).of(entry(row), row.getString("entity_key"));
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new ConflictId(row.getObject("id", UUID.class)),
                new SyncLinkId(row.getString("connector"), row.getString("account"), Entities.get(row)),
                dispute(row),
                EnumColumns.to(State.class, row.getString("state")),
                Times.get(row, "first_seen_at"),
                Times.find(row, "resolved_at"),
                row.getString("resolved_by"));
    }

    private Dispute dispute(ResultSet row) throws SQLException {
        return json.readValue(row.getString("dispute"), Dispute.class);
    }
}
