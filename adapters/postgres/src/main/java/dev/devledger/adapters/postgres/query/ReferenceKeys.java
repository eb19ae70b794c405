package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.query.HistoryEntries.NarratedEvent;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces the ids in events by the keys of people, tasks, projects, customers and services.
 *
 * @param words the name of each entity in a sentence
 */
record ReferenceKeys(Map<UUID, String> keys, Map<UUID, String> words) {
    private static final Set<String> FIELDS = Set.of(
            "assignees", "blockedBy", "related", "discoveredFrom", "customer", "service", "person", "task", "project");

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
