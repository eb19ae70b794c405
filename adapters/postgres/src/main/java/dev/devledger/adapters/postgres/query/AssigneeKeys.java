package dev.devledger.adapters.postgres.query;

import dev.devledger.domain.history.Narration;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.FieldChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells people by their keys, where events have their ids. */
record AssigneeKeys(Map<PersonId, String> keys) {

    /** In one statement, and in none where nobody is told of. */
    static AssigneeKeys of(JdbcClient jdbc, List<Told> told) {
        UUID[] ids = told.stream()
                .flatMap(each -> each.narration().changes().stream())
                .flatMap(change -> Stream.of(people(change.from()), people(change.to())))
                .flatMap(Collection::stream)
                .map(PersonId::value)
                .distinct()
                .toArray(UUID[]::new);
        Map<PersonId, String> keys = new HashMap<>();
        if (ids.length > 0) {
            jdbc.sql("select id, key from people where id = any(:ids)")
                    .param("ids", ids)
                    .query((row, number) ->
                            keys.put(new PersonId(row.getObject("id", UUID.class)), row.getString("key")))
                    .list();
        }
        return new AssigneeKeys(keys);
    }

    private static List<PersonId> people(@Nullable Object value) {
        return value instanceof Collection<?> many
                ? many.stream()
                        .filter(PersonId.class::isInstance)
                        .map(PersonId.class::cast)
                        .toList()
                : List.of();
    }

    Narration in(Narration told) {
        if (keys.isEmpty()) {
            return told;
        }
        String sentence = told.summary();
        for (Map.Entry<PersonId, String> person : keys.entrySet()) {
            sentence = sentence.replace(person.getKey().toString(), person.getValue());
        }
        return new Narration(sentence, told.changes().stream().map(this::in).toList());
    }

    private FieldChange in(FieldChange change) {
        return new FieldChange(change.field(), named(change.from()), named(change.to()));
    }

    private @Nullable Object named(@Nullable Object value) {
        List<PersonId> people = people(value);
        return people.isEmpty()
                ? value
                : people.stream()
                        .map(each -> keys.getOrDefault(each, each.toString()))
                        .toList();
    }
}
