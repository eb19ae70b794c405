package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.Map;

/** The policy of each field: its own, or else the general one. */
public record ConflictPolicies(ConflictPolicy general, Map<Field, ConflictPolicy> byField) {

    public ConflictPolicies {
        byField = Map.copyOf(byField);
    }

    public static ConflictPolicies all(ConflictPolicy general) {
        return new ConflictPolicies(general, Map.of());
    }

    public ConflictPolicy of(Field field) {
        return byField.getOrDefault(field, general);
    }
}
