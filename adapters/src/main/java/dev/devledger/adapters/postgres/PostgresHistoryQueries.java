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
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class PostgresHistoryQueries implements HistoryQueries {

    private static final TypeReference<List<ChangedField>> CHANGES = new TypeReference<>() {};
    private static final Order NEWEST = new Order("position", "bigint", true, "position", "bigint");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresHistoryQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
        String list = "history " + filter;
        Where where = new Where()
                .and(entity(filter), "entity", filter.entity())
                .and("actor = :actor", "actor", filter.actor())
                .and("channel = :channel", "channel", filter.channel())
                .and("at >= :since", "since", Times.of(filter.since()))
                .and("at < :until", "until", Times.of(filter.until()))
                .and("change_set = :changeSet", "changeSet", filter.changeSet());
        if (filter.statusOnly()) {
            where.always(
                    "event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed')");
        }
        if (!filter.sync()) {
            where.always("not sync");
        }
        where.after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = """
                select h.*, coalesce(p.key, t.key) as entity_key, h.position as sort_value, h.position as sort_id
                from (select * from history where %s order by position desc limit :limit) h
                left join dev_projects p on p.id = h.entity_id
                left join tasks t on t.id = h.entity_id
                order by h.position desc
                """.formatted(where.sql());
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> entry(row));
    }

    private static String entity(HistoryFilter filter) {
        return filter.withTasks() ? """
                entity_id = any(array(
                  select cast(:entity as uuid) union all select id from tasks where project_id = :entity))
                """ : "entity_id = :entity";
    }

    private HistoryView entry(ResultSet row) throws SQLException {
        return new HistoryView(
                row.getLong("position"),
                Times.get(row, "at"),
                new HistoryView.Entity(
                        row.getString("entity_type"),
                        row.getObject("entity_id", UUID.class),
                        row.getString("entity_key")),
                row.getString("event"),
                row.getString("summary"),
                json.readValue(row.getString("changes"), CHANGES),
                row.getString("reason"),
                row.getString("actor"),
                row.getString("channel"),
                row.getString("client"),
                row.getString("tool"),
                row.getString("request_id"),
                row.getObject("change_set", UUID.class));
    }
}
