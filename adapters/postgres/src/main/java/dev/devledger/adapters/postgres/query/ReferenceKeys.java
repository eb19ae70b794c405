package dev.devledger.adapters.postgres.query;

import dev.devledger.domain.history.Narration;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.task.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells people and other tasks by their keys, where events have their ids. */
record ReferenceKeys(Map<UUID, String> keys) {
    private static final Set<String> FIELDS = Set.of("assignees", "blockedBy", "related", "discoveredFrom");

    /** In one statement, and in none where nobody and no other task is told of. */
    static ReferenceKeys of(JdbcClient jdbc, List<Told> told) {
        UUID[] ids = told.stream()
                .flatMap(each -> each.narration().changes().stream())
                .filter(change -> FIELDS.contains(change.field()))
                .flatMap(change -> Stream.concat(ids(change.from()), ids(change.to())))
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, String> keys = new HashMap<>();
        if (ids.length > 0) {
            jdbc.sql("""
                            select id, key from people where id = any(:ids)
                            union all select id, key from tasks where id = any(:ids)
                            """)
                    .param("ids", ids)
                    .query((row, number) -> keys.put(row.getObject("id", UUID.class), row.getString("key")))
                    .list();
        }
        return new ReferenceKeys(keys);
    }

    private static Stream<UUID> ids(@Nullable Object value) {
        return switch (value) {
            case PersonId person -> Stream.of(person.value());
            case TaskId task -> Stream.of(task.value());
            case Collection<?> many -> many.stream().flatMap(ReferenceKeys::ids);
            case null, default -> Stream.of();
        };
    }

    Narration in(Narration told) {
        if (keys.isEmpty()) {
            return told;
        }
        String sentence = told.summary();
        for (Map.Entry<UUID, String> reference : keys.entrySet()) {
            sentence = sentence.replace(reference.getKey().toString(), reference.getValue());
        }
        return new Narration(sentence, told.changes().stream().map(this::in).toList());
    }

    private FieldChange in(FieldChange change) {
        return FIELDS.contains(change.field())
                ? new FieldChange(change.field(), named(change.from()), named(change.to()))
                : change;
    }

    private @Nullable Object named(@Nullable Object value) {
        List<String> named =
                ids(value).map(each -> keys.getOrDefault(each, each.toString())).toList();
        if (named.isEmpty()) {
            return value;
        }
        return value instanceof Collection<?> ? named : named.getFirst();
    }
}
