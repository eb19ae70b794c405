package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.Filed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the history with what it takes to tell it.
 *
 * @param key of what it is about, as it is now
 * @param places the keys of today of the projects and tasks that the event of a place names, by their ids
 * @param event null where it is not there, which somebody must have removed
 */
record HistoryRow(
        Filed filed,
        @Nullable String key,
        Map<String, String> places,
        @Nullable EventRow event) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> KEYS = new TypeReference<>() {};

    /**
     * Each row of {@code entries}, in their order: a join of another kind would have to sort rows with long texts before the
     * first one can be read. The ids of places are found by what is before them, as the payload may be no JSON any more.
     */
    static String select(String entries) {
        return """
                select e.*, h.position as filed_position, h.at as filed_at, h.entity_type as filed_type,
                  h.entity_id as filed_entity, h.event as filed_event, h.sync as filed_sync, h.actor as filed_actor,
                  h.channel as filed_channel, h.change_set as filed_change_set, h.agent as filed_agent,
                  coalesce(p.key, t.key, u.key, b.key, w.key) as entity_key,
                  n.places, h.position as sort_value, h.position as sort_id
                from (%s) h
                left join lateral (select * from event where position = h.position offset 0) e on true
                left join lateral (select key from dev_projects where id = h.entity_id offset 0) p on true
                left join lateral (select key from tasks where id = h.entity_id offset 0) t on true
                left join lateral (select key from people where id = h.entity_id offset 0) u on true
                left join lateral (select key from time_entries where id = h.entity_id offset 0) w on true
                left join lateral (
                  select key from customers where h.entity_type = 'customer' and id = h.entity_id
                  union all
                  select key from services where h.entity_type = 'service' and id = h.entity_id) b on true
                left join lateral (
                  select jsonb_object_agg(named.id, named.key) as places
                  from regexp_matches(e.payload, '"(?:project|parent)":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g')
                      as place (found),
                    lateral (select id, key from dev_projects where id = cast(found[1] as uuid)
                             union all select id, key from tasks where id = cast(found[1] as uuid)) named
                  where h.event in ('task.created', 'task.moved')) n on true
                """.formatted(entries);
    }

    static HistoryRow of(ResultSet row) throws SQLException {
        row.getLong("position");
        boolean missing = row.wasNull();
        String places = row.getString("places");
        return new HistoryRow(
                filed(row),
                row.getString("entity_key"),
                places == null ? Map.of() : JSON.readValue(places, KEYS),
                missing ? null : EventRow.of(row));
    }

    private static Filed filed(ResultSet row) throws SQLException {
        return new Filed(
                row.getLong("filed_position"),
                Times.get(row, "filed_at"),
                row.getString("filed_type"),
                row.getObject("filed_entity", UUID.class),
                row.getString("filed_event"),
                row.getBoolean("filed_sync"),
                row.getString("filed_actor"),
                row.getString("filed_channel"),
                row.getObject("filed_change_set", UUID.class),
                row.getString("filed_agent"));
    }
}
