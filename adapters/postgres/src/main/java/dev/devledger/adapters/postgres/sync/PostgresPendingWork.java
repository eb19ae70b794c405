package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountTable.ofAccount;

import dev.devledger.adapters.postgres.row.BulkRows;
import dev.devledger.adapters.postgres.row.FieldColumns.Placements;
import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sync.AccountTable.OfAccounts;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.PendingWork.SyncLag;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Marks the entities to sync. Marks are written in the order of the entities, so that two transactions that mark the
 * same entities do not deadlock.
 */
public final class PostgresPendingWork implements PendingWork {

    /**
     * Excludes entities with a parked event, until a replay has applied it: the read model has an older state of them,
     * which must be taken neither for the intended state nor for the sent one.
     */
    private static final String UP_TO_DATE = """
            not exists (
              select from parked_event parked
              where parked.projection in ('projects', 'tasks', 'sync')
                and parked.stream_id in (
                  entity_kind || '-' || entity_id,
                  'link-' || connector || '-' || account || '-' || entity_kind || '-' || entity_id))
            """;

    private static final String MARKED = """
            on conflict (connector, account, entity_kind, entity_id) do update
            set generation = nextval('sync_work_generation'), not_before = 'epoch', attempts = 0, reason = null,
              change_set = coalesce(excluded.change_set, w.change_set)
            """;

    private static final String MARK_ROWS = """
            insert into sync_work as w (connector, account, entity_kind, entity_id, change_set)
            select connector, account, entity_kind, entity_id, change_set
            from json_populate_recordset(null::sync_work, cast(? as json))
            order by entity_kind, entity_id
            """ + MARKED;

    /** Compares ids as PostgreSQL does. */
    private static final Comparator<UUID> UNSIGNED = Comparator.comparing(UUID::toString);

    /** The number of marks, such as after an import, from which COPY is cheaper. */
    private static final int MANY = 200;

    private record Mark(
            ConnectedAccount account,
            EntityRef entity,
            @Nullable UUID changeSet) {}

    private final RowWrites rows;
    private final AccountTable work;
    private final BulkRows<Mark> many = new BulkRows<Mark>("sync_work", "entity_id, entity_kind, connector, account")
            .column("connector", mark -> mark.account().connector())
            .column("account", mark -> mark.account().account())
            .column("entity_kind", mark -> EnumColumns.of(mark.entity().kind()))
            .column("entity_id", mark -> mark.entity().id())
            .column("change_set", Mark::changeSet);

    public PostgresPendingWork(RowWrites rows) {
        this.rows = rows;
        this.work = new AccountTable(rows, "sync_work", "entity_kind", "entity_id");
    }

    @Override
    public void mark(ConnectedAccount account, Collection<EntityRef> entities, @Nullable UUID changeSet) {
        rows.inOne(() -> entities.forEach(entity -> rows.write(new RowWrite(
                "sync_work", List.of(account, entity), MARK_ROWS, many.values(new Mark(account, entity, changeSet))))));
    }

    @Override
    public void markNew(ConnectedAccount account, Collection<EntityRef> entities, UUID changeSet) {
        if (entities.size() < MANY || !markAtOnce(account, entities, changeSet)) {
            mark(account, entities, changeSet);
        }
    }

    /** Marks all entities with COPY; false if one of them has a mark already. */
    private boolean markAtOnce(ConnectedAccount account, Collection<EntityRef> entities, UUID changeSet) {
        rows.flush();
        return many.addNew(
                rows.database(),
                entities.stream()
                        .sorted(Comparator.comparing((EntityRef entity) -> EnumColumns.of(entity.kind()))
                                .thenComparing(EntityRef::id, UNSIGNED))
                        .map(entity -> new Mark(account, entity, changeSet))
                        .toList());
    }

    /**
     * Marks all entities that differ from their remote objects. Closed links, whose object is gone, are left out, and
     * so are detached and stopped links, which wait for a user.
     */
    @Override
    public int markBehind(ConnectedAccount account) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(rows.database()));
        return Objects.requireNonNull(transaction.execute(status -> {
            NoTimeouts.transaction(); // it looks at everything
            return markAllBehind(account);
        }));
    }

    private int markAllBehind(ConnectedAccount account) {
        boolean cards = account.layout().hasCards();
        String placed = cards ? "p.placement" : Placements.in("p", ":connector");
        String forms = cards
                ? "(values ('project', 'card'), ('list', 'list')) as stands_as (kind, place) on true"
                : "(values ('list', 'none')) as stands_as (kind, place) on true";
        return mark(account, """
                        select kind, id from (
                          select kind, id, updated_at as changed_at,
                            deleted_at is null and %1$s %2$s place as wanted
                          from dev_projects p join %3$s
                          union all
                          select 'task', t.id, greatest(t.updated_at, p.updated_at),
                            p.deleted_at is null and %1$s <> 'none' and t.deleted_at is null
                          from dev_projects p join tasks t on t.project_id = p.id) entity
                        left join sync_links link on link.connector = :connector and link.account = :account
                          and link.entity_kind = kind and link.entity_id = id
                        where case coalesce(link.state, 'none')
                          when 'none' then wanted
                          when 'closed' then wanted
                          when 'linked' then changed_at > link.synced_at
                          else link.state in ('creating', 'deleting')
                        end
                        """.formatted(placed, cards ? "=" : "<>", forms)).update();
    }

    @Override
    public int markFrom(List<ConnectedAccount> accounts) {
        OfAccounts told = new OfAccounts(accounts);
        rows.jdbc()
                .sql("delete from sync_marking where not " + told.condition(""))
                .params(told.parameters())
                .update();
        return accounts.stream().mapToInt(this::markFrom).sum();
    }

    private int markFrom(ConnectedAccount account) {
        if (isMarked(account)) {
            return 0;
        }
        int behind = markBehind(account);
        work.of(
                        account,
                        "insert into sync_marking (connector, account) values (:connector, :account) on conflict do nothing")
                .update();
        return behind;
    }

    private boolean isMarked(ConnectedAccount account) {
        return work.of(account, """
                        select exists (
                          select from sync_marking where connector = :connector and account = :account)
                        """).query(Boolean.class).single();
    }

    @Override
    public int markTasksOf(ConnectedAccount account, UUID project) {
        return mark(account, "select 'task', id from tasks where project_id = :project")
                .param("project", project)
                .update();
    }

    @Override
    public List<Item> due(ConnectedAccount account, Instant now, int limit) {
        return work.due(account, now, "and " + UP_TO_DATE + " order by marked limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Item(
                        Entities.get(row),
                        row.getLong("generation"),
                        row.getInt("attempts"),
                        row.getObject("change_set", UUID.class),
                        row.getString("reason")))
                .list();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Item> items) {
        List<EntityRef> entities = items.stream().map(Item::entity).toList();
        work.of(account, entities, """
                        delete from sync_work using unnest(:kinds, :ids, :generations) as done (kind, id, upto)
                        where connector = :connector and account = :account and entity_kind = kind and entity_id = id
                          and generation = upto
                        """)
                .param("generations", items.stream().map(Item::generation).toArray(Long[]::new))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, @Nullable String reason) {
        work.update(
                        account,
                        "attempts = :attempts, reason = :reason, not_before = :notBefore",
                        "and entity_kind = :kind and entity_id = :id and generation = :generation")
                .param("attempts", attempts)
                .param("reason", Texts.storableOrNull(reason))
                .param("generation", item.generation())
                .param("notBefore", Times.of(notBefore))
                .param("kind", EnumColumns.of(item.entity().kind()))
                .param("id", item.entity().id())
                .update();
    }

    @Override
    public List<Failing> failing(ConnectedAccount account, int attempts, int limit) {
        return work.select(
                        account,
                        "entity_kind, entity_id, reason",
                        "and attempts >= :attempts order by marked limit :limit")
                .param("attempts", attempts)
                .param("limit", limit)
                .query((row, number) -> new Failing(Entities.get(row), row.getString("reason")))
                .list();
    }

    @Override
    public List<String> unread() {
        Set<String> events = new HashSet<>();
        List<String> words = new ArrayList<>(rows.jdbc()
                .sql("""
                        select stream_id, event_type, position,
                          coalesce((select key from tasks where id = entity), (select key from dev_projects where id = entity)) as key
                        from (
                          select distinct on (stream_id) stream_id, event_type, position,
                            case when stream_id ~ '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                              then cast(right(stream_id, 36) as uuid) end as entity
                          from parked_event where projection <> 'history' order by stream_id, position) parked
                        order by position
                        """)
                .query((row, number) -> {
                    String event = row.getString("event_type") + " at position " + row.getLong("position");
                    events.add("The event " + event);
                    return Objects.requireNonNullElse(row.getString("key"), row.getString("stream_id")) + " (" + event
                            + ")";
                })
                .list());
        UnreadableValues.met().stream().filter(each -> !events.contains(each)).forEach(words::add);
        return words;
    }

    @Override
    public int pending(ConnectedAccount account) {
        return work.count(account, "");
    }

    /**
     * Returns the age of the oldest mark, by the database's clock, which has also set the marks' times; zero if that
     * clock was set back.
     */
    @Override
    public Duration waiting(ConnectedAccount account) {
        double seconds = work.select(account, "coalesce(extract(epoch from clock_timestamp() - min(marked_at)), 0)", "")
                .query(Double.class)
                .single();
        return Duration.ofMillis(Math.max(0, (long) (seconds * 1000)));
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return work.select(account, "not_before", "and " + UP_TO_DATE + " order by not_before limit 1")
                .query((row, number) -> Times.get(row, "not_before"))
                .optional()
                .orElse(null);
    }

    private StatementSpec mark(ConnectedAccount account, String entities) {
        return work.of(account, """
                        insert into sync_work as w (connector, account, entity_kind, entity_id)
                        select distinct :connector, :account, kind, id from (%s) entities (kind, id)
                        order by kind, id
                        """.formatted(entities) + MARKED);
    }

    /**
     * Reads the lag in one statement. Ages use the database's clock; the time of a read comes from the clock of the
     * node that read.
     */
    public record PostgresSyncLag(JdbcClient jdbc, JsonMapper json) implements SyncLag {
        private static final TypeReference<Map<String, @Nullable Double>> AGES = new TypeReference<>() {};

        @Override
        public Lag of(ConnectedAccount account) {
            return ofAccount(jdbc, account, """
                        select work.pending, work.waiting, conflicts.open, reads.since, reads.lists
                        from (
                          select count(*) as pending, extract(epoch from clock_timestamp() - min(marked_at)) as waiting
                          from sync_work where connector = :connector and account = :account) work,
                        (
                          select count(*) as open
                          from sync_conflicts where connector = :connector and account = :account and state = 'open'
                        ) conflicts,
                        (
                          select
                            case when every(read_at is not null)
                              then extract(epoch from clock_timestamp() - min(read_at)) end as since,
                            jsonb_object_agg(remote_list, extract(epoch from clock_timestamp() - read_at)) as lists
                          from sync_list_read where connector = :connector and account = :account
                        ) reads
                        """)
                    .query((row, number) -> lag(row))
                    .single();
        }

        private Lag lag(ResultSet row) throws SQLException {
            Duration waiting = age(row, "waiting");
            return new Lag(
                    row.getInt("pending"),
                    waiting == null ? Duration.ZERO : waiting,
                    row.getInt("open"),
                    age(row, "since"),
                    ages(row.getString("lists")));
        }

        private Map<String, Duration> ages(@Nullable String lists) {
            Map<String, Duration> ages = new HashMap<>();
            if (lists != null) {
                json.readValue(lists, AGES).forEach((list, seconds) -> {
                    if (seconds != null) {
                        ages.put(list, age(seconds));
                    }
                });
            }
            return ages;
        }

        /** Returns an age; zero if the clock was set back. */
        private static @Nullable Duration age(ResultSet row, String column) throws SQLException {
            double seconds = row.getDouble(column);
            return row.wasNull() ? null : age(seconds);
        }

        private static Duration age(double seconds) {
            return Duration.ofMillis(Math.max(0, (long) (seconds * 1000)));
        }
    }
}
