package dev.devledger.application.sync.plan;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.existence.ExistenceRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of a plan, before anybody has looked up a key. As it prints itself, name and all, it is part of the hash. */
record Line(
        String action,
        String direction,
        @Nullable EntityRef entity,
        @Nullable String remoteId,
        List<String> fields,
        String rule) {
    static final String PULL = "pull";
    static final String PUSH = "push";

    static Line pull(String action, @Nullable EntityRef entity, @Nullable String remoteId, ExistenceRule rule) {
        return pull(action, entity, remoteId, rule.code());
    }

    static Line pull(String action, @Nullable EntityRef entity, @Nullable String remoteId, String rule) {
        return new Line(action, PULL, entity, remoteId, List.of(), rule);
    }

    static Line push(Planned.Pushed item) {
        return new Line(
                item.action().name().toLowerCase(Locale.ROOT),
                PUSH,
                item.entity(),
                item.remoteId(),
                words(item.fields()),
                item.code());
    }

    static List<String> words(Set<Field> fields) {
        return fields.stream().sorted().map(Field::word).toList();
    }
}
