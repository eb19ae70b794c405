package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.Map;

/** What becomes of a field that both sides changed. Never decided by time stamps. */
public enum ConflictPolicy {
    /** What a person typed at the remote is taken over; the ledger's value stays in the conflict. */
    REMOTE,
    /** The ledger's value is written; the remote's stays in the conflict. */
    LEDGER,
    /** Neither side is written before a person has chosen. */
    HOLD;

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

    /** Whose value a conflict's policy put in place. */
    public enum AppliedSide {
        LOCAL,
        REMOTE,
        NONE
    }
}
