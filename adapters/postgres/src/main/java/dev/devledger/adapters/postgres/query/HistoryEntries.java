package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Converts rows of the history, and their events, to entries for users. */
public record HistoryEntries(JdbcClient jdbc, JsonMapper json, StoredEvents stored) {
    private static final TypeReference<List<ChangedField>> CHANGES = new TypeReference<>() {};
    private static final Narrated MISSING =
            nothing("The event is missing from the ledger: it was removed from the database.");

    /**
     * The description of an event, with plain JSON values; {@code event} is null if it cannot be read.
     *
     * @param keys the present keys of the projects and tasks that a record of the sync names
     */
    private record Narrated(
            @Nullable LedgerEvent event, String summary, List<ChangedField> changes, Map<String, String> keys) {}

    /** Returns an entry for each row, in their order. */
    List<HistoryView> tell(List<HistoryRow> rows) {
        Map<Long, Narrated> narrated = narrated(rows);
        return rows.stream().map(row -> view(row, narrated(row, narrated))).toList();
    }

    private Map<Long, Narrated> narrated(List<HistoryRow> rows) {
        try {
            Map<Long, LedgerEvent> events =
                    stored
                            .events(rows.stream()
                                    .map(HistoryRow::event)
                                    .filter(Objects::nonNull)
                                    .toList())
                            .stream()
                            .collect(Collectors.toMap(LedgerEvent::position, Function.identity()));
            List<NarratedEvent> told = events.values().stream()
                    .filter(event -> !(event.payload() instanceof UnreadablePayload))
                    .map(NarratedEvent::of)
                    .toList();
            RemoteIdNames places = RemoteIdNames.of(jdbc, told);
            ReferenceKeys references = ReferenceKeys.of(jdbc, told);
            Map<Long, Narrated> narrated = new HashMap<>();
            rows.forEach(row -> narrated.put(row.filed().position(), MISSING));
            events.values().stream()
                    .filter(event -> event.payload() instanceof UnreadablePayload)
                    .forEach(event -> narrated.put(event.position(), unreadable(event)));
            told.forEach(each -> narrated.put(each.event().position(), narrated(each, places, references)));
            return narrated;
        } catch (RuntimeException e) {
            if (rows.size() == 1) {
                return Map.of(rows.getFirst().filed().position(), unreadable(e));
            }
            Map<Long, Narrated> narrated = new HashMap<>();
            rows.forEach(row -> narrated.putAll(narrated(List.of(row))));
            return narrated;
        }
    }

    private Narrated narrated(NarratedEvent told, RemoteIdNames places, ReferenceKeys references) {
        Narration narrated = references.in(places.in(told));
        String changes = Texts.storableJson(json.writeValueAsString(narrated.changes()));
        return new Narrated(
                told.event(),
                Texts.storable(narrated.summary()),
                json.readValue(changes, CHANGES),
                told.link() == null ? Map.of() : places.keys());
    }

    private static Narrated unreadable(LedgerEvent event) {
        String reason = ((UnreadablePayload) event.payload()).reason();
        return new Narrated(event, "This event cannot be read: " + reason, List.of(), Map.of());
    }

    private static Narrated unreadable(RuntimeException e) {
        return nothing("This event cannot be read: " + e.getMessage());
    }

    private static Narrated nothing(String reason) {
        return new Narrated(null, reason, List.of(), Map.of());
    }

    private static Narrated narrated(HistoryRow row, Map<Long, Narrated> narrated) {
        return Objects.requireNonNull(narrated.get(row.filed().position()));
    }

    private static HistoryView view(HistoryRow row, Narrated narrated) {
        HistoryRecord filed = row.filed();
        PlaceKeys places = new PlaceKeys(row.places().isEmpty() ? narrated.keys() : row.places());
        @Nullable LedgerEvent event = narrated.event();
        return new HistoryView(
                filed.position(),
                filed.at(),
                new HistoryView.Entity(filed.entityType(), filed.entity(), row.key()),
                filed.event(),
                row.places().isEmpty() ? narrated.summary() : places.in(narrated.summary(), narrated.changes()),
                places.in(narrated.changes()),
                event == null ? null : Texts.storableOrNull(event.by().reason()),
                filed.actor(),
                filed.channel(),
                event == null ? null : Texts.storableOrNull(event.by().client()),
                event == null ? null : Texts.storableOrNull(event.by().tool()),
                event == null ? "" : Texts.storable(event.by().requestId()),
                filed.changeSet(),
                filed.agent());
    }

    /**
     * A row of the history with the data for its description.
     *
     * @param key the present key of the entity
     * @param places the present keys, by id, of the projects and parent tasks named by an event that creates or moves a
     *     task
     * @param event null if the event is missing: it was removed from the database by other means than Devledger
     */
    record HistoryRow(
            HistoryRecord filed,
            @Nullable String key,
            Map<String, String> places,
            @Nullable EventRow event) {

        private static final JsonMapper JSON = new JsonMapper();
        private static final TypeReference<Map<String, String>> KEYS = new TypeReference<>() {};

        /**
         * Selects the rows of {@code entries}, in their order: with other joins PostgreSQL would sort rows with long
         * texts before the first one can be read. The ids of projects and parent tasks are found in the payload by
         * text, as it may be damaged JSON.
         */
        static String select(String entries) {
            return """
                select e.*, h.position as filed_position, h.at as filed_at, h.entity_type as filed_type,
                  h.entity_id as filed_entity, h.event as filed_event, h.sync as filed_sync, h.actor as filed_actor,
                  h.channel as filed_channel, h.change_set as filed_change_set, h.agent as filed_agent,
                  coalesce(p.key, t.key, u.key, b.key, w.key, v.key) as entity_key,
                  n.places, h.position as sort_value, h.position as sort_id
                from (%s) h
                left join lateral (select * from event where position = h.position offset 0) e on true
                left join lateral (select key from dev_projects where id = h.entity_id offset 0) p on true
                left join lateral (select key from tasks where id = h.entity_id offset 0) t on true
                left join lateral (select key from people where id = h.entity_id offset 0) u on true
                left join lateral (select key from time_entries where id = h.entity_id offset 0) w on true
                left join lateral (select key from saved_views where id = h.entity_id offset 0) v on true
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

        private static HistoryRecord filed(ResultSet row) throws SQLException {
            return new HistoryRecord(
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

    /** An event with its description; {@code link} is the link of a record of the sync, else null. */
    record NarratedEvent(
            LedgerEvent event,
            Narration narration,
            @Nullable SyncLinkId link) {
        private static final String PARENT = "parentId";
        static final String LIST = "list";

        /** The task or project of a time entry. */
        static final String PLACE = "place";

        static NarratedEvent of(LedgerEvent event) {
            SyncLinkId link =
                    switch (event.payload()) {
                        case SyncEvent e -> e.link();
                        case ConflictEvent e -> e.link();
                        default -> null;
                    };
            return new NarratedEvent(event, Narration.of(event.payload()), link);
        }

        /** Returns the parents, lists and places that the description names, as remote ids or as ids of the ledger. */
        <T> Stream<T> values(Class<T> type) {
            return narration.changes().stream()
                    .filter(NarratedEvent::isPlace)
                    .flatMap(change -> Stream.of(change.from(), change.to()))
                    .filter(type::isInstance)
                    .map(type::cast);
        }

        static boolean isPlace(FieldChange change) {
            return change.field().equals(PARENT)
                    || change.field().equals(LIST)
                    || change.field().equals(PLACE);
        }
    }

    /** The keys of the project and parent of a task, by id: an event that creates or moves a task has only the ids. */
    record PlaceKeys(Map<String, String> keys) {

        private static final String PROJECT = "projectId";
        private static final String PARENT = "parentId";

        /**
         * Adds, after each change of {@code projectId} or {@code parentId}, a change {@code projectKey} or {@code
         * parentKey}.
         */
        List<ChangedField> in(List<ChangedField> changes) {
            if (keys.isEmpty()) {
                return changes;
            }
            List<ChangedField> all = new ArrayList<>();
            for (ChangedField change : changes) {
                all.add(change);
                switch (change.field()) {
                    case PROJECT -> all.add(new ChangedField("projectKey", key(change.from()), key(change.to())));
                    case PARENT -> all.add(new ChangedField("parentKey", key(change.from()), key(change.to())));
                    default -> {}
                }
            }
            return List.copyOf(all);
        }

        /** Adds the keys to the sentence, such as {@code Moved the task to another project (from P-1 to P-2).} */
        String in(String sentence, List<ChangedField> changes) {
            List<String> places = new ArrayList<>();
            for (ChangedField change : changes) {
                String from = key(change.from());
                String to = key(change.to());
                if (change.field().equals(PROJECT) && to != null) {
                    places.add(from == null ? "in " + to : "from " + from + " to " + to);
                } else if (change.field().equals(PARENT) && (from != null || to != null)) {
                    places.add(to == null ? "it was below " + from : "below " + to);
                }
            }
            return places.isEmpty() || !sentence.endsWith(".")
                    ? sentence
                    : sentence.substring(0, sentence.length() - 1) + " (" + String.join(", ", places) + ").";
        }

        private @Nullable String key(@Nullable Object id) {
            return id == null ? null : keys.get(id.toString());
        }
    }

    /**
     * Replaces the ids in events by the keys of people, tasks, projects, customers and services.
     *
     * @param words the name of each entity in a sentence
     */
    record ReferenceKeys(Map<UUID, String> keys, Map<UUID, String> words) {
        private static final Set<String> FIELDS = Set.of(
                "assignees",
                "blockedBy",
                "related",
                "discoveredFrom",
                "customer",
                "service",
                "person",
                "task",
                "project");

        private static final Comparator<String> BY_NUMBER =
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

        /** Reads the keys in one statement, or without any if the events name no other entity. */
        static ReferenceKeys of(JdbcClient jdbc, List<NarratedEvent> told) {
            UUID[] ids = told.stream()
                    .flatMap(each -> each.narration().changes().stream())
                    .filter(change -> FIELDS.contains(change.field()))
                    .flatMap(change -> Stream.concat(ids(change.from()), ids(change.to())))
                    .distinct()
                    .toArray(UUID[]::new);
            ReferenceKeys references = new ReferenceKeys(new HashMap<>(), new HashMap<>());
            if (ids.length > 0) {
                jdbc.sql("""
                            select id, key, null as name from people where id = any(:ids)
                            union all select id, key, null from tasks where id = any(:ids)
                            union all select id, key, null from dev_projects where id = any(:ids)
                            union all select id, key, name from customers where id = any(:ids)
                            union all select id, key, name from services where id = any(:ids)
                            """).param("ids", ids).query(references::add);
            }
            return references;
        }

        private void add(ResultSet row) throws SQLException {
            UUID id = row.getObject("id", UUID.class);
            String key = row.getString("key");
            String name = row.getString("name");
            keys.put(id, key);
            words.put(id, name == null ? key : name + " (" + key + ")");
        }

        private static Stream<UUID> ids(@Nullable Object value) {
            return switch (value) {
                case PersonId person -> Stream.of(person.value());
                case TaskId task -> Stream.of(task.value());
                case BillingId item -> Stream.of(item.value());
                case ProjectId project -> Stream.of(project.value());
                case Collection<?> many -> many.stream().flatMap(ReferenceKeys::ids);
                case null, default -> Stream.of();
            };
        }

        Narration in(Narration told) {
            if (keys.isEmpty()) {
                return told;
            }
            String sentence = told.summary();
            for (Map.Entry<UUID, String> reference : words.entrySet()) {
                sentence = sentence.replace(reference.getKey().toString(), reference.getValue());
            }
            return new Narration(sentence, told.changes().stream().map(this::in).toList());
        }

        private FieldChange in(FieldChange change) {
            return FIELDS.contains(change.field())
                    ? new FieldChange(change.field(), named(change.from()), named(change.to()))
                    : change;
        }

        /** Returns the key; several keys sorted by their numbers, as everywhere. */
        private @Nullable Object named(@Nullable Object value) {
            List<String> named = ids(value)
                    .map(each -> keys.getOrDefault(each, each.toString()))
                    .sorted(BY_NUMBER)
                    .toList();
            if (named.isEmpty()) {
                return value;
            }
            return value instanceof Collection<?> ? named : named.getFirst();
        }
    }
}
