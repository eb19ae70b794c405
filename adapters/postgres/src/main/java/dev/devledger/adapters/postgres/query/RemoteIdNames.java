package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.query.HistoryEntries.NarratedEvent;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces the remote ids in the sync's records by the linked projects and tasks, also if the link has ended. An
 * unknown id is described as an object of the service.
 *
 * @param keys the present keys, by the ids of projects and tasks
 */
record RemoteIdNames(Map<Remote, LinkedPlace> known, Map<String, String> keys) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A remote id within its account. */
    record Remote(String connector, String account, String id) {
        static Remote of(SyncLinkId link, String id) {
            return new Remote(link.connector(), link.account(), id);
        }
    }

    /** The entity linked with a remote id; {@code name} is set for a list only. */
    record LinkedPlace(EntityRef entity, @Nullable String name) {}

    /** Reads the linked entities and the keys, with one statement each, or without any if the events name no place. */
    static RemoteIdNames of(JdbcClient jdbc, List<NarratedEvent> told) {
        Set<Remote> remotes = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        for (NarratedEvent each : told) {
            SyncLinkId link = each.link();
            if (link != null) {
                each.values(String.class).map(id -> Remote.of(link, id)).forEach(remotes::add);
                each.values(UUID.class).forEach(ids::add);
            }
        }
        Map<Remote, LinkedPlace> known = known(jdbc, remotes);
        known.values().forEach(each -> ids.add(each.entity().id()));
        return new RemoteIdNames(known, keys(jdbc, ids));
    }

    private static @Nullable String nameOfList(ResultSet row) throws SQLException {
        String link = row.getString("list");
        return link == null
                ? null
                : UnreadableValues.find(
                                "The link of the list " + row.getString("entity_id"),
                                () -> JSON.readTree(link).at("/base/title").stringValue(null))
                        .orElse(null);
    }

    /** Reads the linked entity of each remote id; a present link is preferred to a former one. */
    private static Map<Remote, LinkedPlace> known(JdbcClient jdbc, Set<Remote> wanted) {
        Map<Remote, LinkedPlace> known = new HashMap<>();
        if (wanted.isEmpty()) {
            return known;
        }
        jdbc.sql("""
            select w.connector, w.account, w.id, o.entity_kind, o.entity_id, o.list
            from unnest(:connectors, :accounts, :ids) as w (connector, account, id),
              lateral (
                select entity_kind, entity_id, state in ('linked', 'deleting', 'out-of-scope') as now,
                  case when entity_kind = 'list' then link end as list
                from sync_links
                where connector = w.connector and account = w.account and remote_id = w.id
                union all select entity_kind, entity_id, false, null from sync_former_object
                where connector = w.connector and account = w.account and remote_id = w.id
                order by now desc limit 1) o
            """)
                .param("connectors", texts(wanted.stream().map(Remote::connector)))
                .param("accounts", texts(wanted.stream().map(Remote::account)))
                .param("ids", texts(wanted.stream().map(Remote::id)))
                .query((row, number) -> known.put(
                        new Remote(row.getString("connector"), row.getString("account"), row.getString("id")),
                        new LinkedPlace(Entities.get(row), nameOfList(row))))
                .list();
        return known;
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static Map<String, String> keys(JdbcClient jdbc, Set<UUID> ids) {
        Map<String, String> keys = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                select id, key from dev_projects where id = any(:ids)
                union all select id, key from tasks where id = any(:ids)
                """)
                    .param("ids", ids.toArray(UUID[]::new))
                    .query((row, number) -> keys.put(row.getString("id"), row.getString("key")))
                    .list();
        }
        return keys;
    }

    /** Returns the event's description with remote ids replaced. */
    Narration in(NarratedEvent told) {
        SyncLinkId link = told.link();
        if (link == null) {
            return told.narration();
        }
        List<FieldChange> changes = told.narration().changes().stream()
                .map(each -> NarratedEvent.isPlace(each)
                        ? new FieldChange(each.field(), value(link, each, each.from()), value(link, each, each.to()))
                        : each)
                .toList();
        return new Narration(sentence(told.narration().summary()), changes);
    }

    private @Nullable Object value(SyncLinkId link, FieldChange change, @Nullable Object value) {
        if (change.field().equals(NarratedEvent.PLACE) && value != null) {
            return keys.getOrDefault(value.toString(), value.toString());
        }
        if (!(value instanceof String id)) {
            return value;
        }
        LinkedPlace place = known.get(Remote.of(link, id));
        Object shown = place == null
                ? null
                : change.field().equals(NarratedEvent.LIST)
                        ? place.name()
                        : place.entity().place().map(EntityRef::id).orElse(null);
        return shown == null ? Map.of("remoteId", id) : shown;
    }

    private String sentence(String told) {
        String sentence = told;
        for (Map.Entry<String, String> key : keys.entrySet()) {
            sentence = sentence.replace("task " + key.getKey(), key.getValue())
                    .replace("project " + key.getKey(), key.getValue());
        }
        return sentence;
    }
}
