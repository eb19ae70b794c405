package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.Map;

/** The treatment of a field that both sides changed. Never decided by time stamps. */
public enum ConflictPolicy {
    /** The remote's value is taken over; the ledger's value stays in the conflict. */
    REMOTE,
    /** The ledger's value is written; the remote's stays in the conflict. */
    LEDGER,
    /** Neither side is written until a person has chosen. */
    HOLD;

    /** The policy for each field: the general one, unless the field has another. */
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

    /** The side whose value a conflict's policy applied. */
    public enum AppliedSide {
        LOCAL,
        REMOTE,
        NONE
    }
}
