package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.Where.Order;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class PostgresHistoryQueries implements HistoryQueries {

    private static final TypeReference<List<ChangedField>> CHANGES = new TypeReference<>() {};
    /** The time of an event is that of its write's begin, which may be so much before its position is given. */
    private static final String LONGEST_WRITE = "10 minutes";

    private static final Order NEWEST = new Order("position", "bigint", true, "position", "bigint");

    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    /** How many rows are in memory at a time; one with two long descriptions has some 400 kB. */
    private static final int FETCHED = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate reading;

    PostgresHistoryQueries(JdbcClient jdbc, JsonMapper json, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @Override
    public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
        String list = "history " + filter;
        Where where = where(filter).after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = rows("select * from history where %s order by position desc limit :limit".formatted(where.sql()))
                + " order by h.position desc";
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> entry(row));
    }

    /** A cursor of the database needs a transaction; one statement sees the state of one moment. */
    @Override
    public void export(HistoryFilter filter, Consumer<HistoryView> each) {
        Where where = where(filter);
        String rows = rows("select * from history where " + where.sql()) + " order by h.position";
        reading.executeWithoutResult(status -> jdbc.sql(rows)
                .withFetchSize(FETCHED)
                .params(where.parameters())
                .query((ResultSet row) -> each.accept(entry(row))));
    }

    @Override
    public List<HistoryView> statusesOf(UUID project) {
        return jdbc.sql(rows("""
                        select * from history
                        where entity_id = :project
                          and event in ('project.created', 'project.status-changed', 'project.deleted', 'project.restored')
                        """) + " order by h.position")
                .param("project", project)
                .query((row, number) -> entry(row))
                .list();
    }

    private static Where where(HistoryFilter filter) {
        Where where = new Where()
                .and(entity(filter), "entity", filter.entity())
                .and("actor = :actor", "actor", filter.actor())
                .and("channel = :channel", "channel", filter.channel())
                .and("at >= :since", "since", Times.of(filter.since()))
                .and("at < :until", "until", Times.of(filter.until()))
                .and("change_set = :changeSet", "changeSet", filter.changeSet())
                .and("position <= :upTo", "upTo", filter.upTo());
        if (filter.statusOnly()) {
            where.always(
                    "event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed')");
        }
        if (!filter.sync()) {
            where.always("not sync");
        }
        return where;
    }

    /**
     * With the keys of today beside the ids: of the entity, and of the projects and tasks that a change of place names. An
     * entry itself has ids only, as it is made of its event and nothing else.
     */
    private static String rows(String entries) {
        return """
                select h.*, coalesce(p.key, t.key) as entity_key, n.names, h.position as sort_value, h.position as sort_id
                from (%s) h
                left join dev_projects p on p.id = h.entity_id
                left join tasks t on t.id = h.entity_id
                left join lateral (
                  select jsonb_object_agg(named.id, named.key) as names
                  from jsonb_array_elements(h.changes) change,
                    lateral (values (change ->> 'from'), (change ->> 'to')) as value (id),
                    lateral (select case when change ->> 'field' in ('projectId', 'parentId') then cast(value.id as uuid) end)
                      as place (id),
                    lateral (select id, key from dev_projects where id = place.id
                             union all select id, key from tasks where id = place.id) named
                ) n on h.event in ('task.created', 'task.moved')
                """.formatted(entries);
    }

    @Override
    public long positionAt(Instant at) {
        return jdbc.sql("""
                        select coalesce(
                          (select min(position + 0) - 1 from history -- as it is, the key would be walked from the first one
                           where at > :at
                             and at <= (select min(at) from history where at > :at) + cast(:longest as interval)),
                          (select max(position) from history),
                          0)
                        """)
                .param("at", Times.of(at))
                .param("longest", LONGEST_WRITE)
                .query(Long.class)
                .single();
    }

    private static String entity(HistoryFilter filter) {
        return filter.withTasks() ? """
                entity_id = any(array(
                  select cast(:entity as uuid) union all select id from tasks where project_id = :entity))
                """ : "entity_id = :entity";
    }

    private HistoryView entry(ResultSet row) throws SQLException {
        List<ChangedField> changes = json.readValue(row.getString("changes"), CHANGES);
        String named = row.getString("names");
        Places places = new Places(named == null ? Map.of() : json.readValue(named, NAMES));
        return new HistoryView(
                row.getLong("position"),
                Times.get(row, "at"),
                new HistoryView.Entity(
                        row.getString("entity_type"),
                        row.getObject("entity_id", UUID.class),
                        row.getString("entity_key")),
                row.getString("event"),
                places.in(row.getString("summary"), changes),
                places.in(changes),
                row.getString("reason"),
                row.getString("actor"),
                row.getString("channel"),
                row.getString("client"),
                row.getString("tool"),
                row.getString("request_id"),
                row.getObject("change_set", UUID.class));
    }
}
