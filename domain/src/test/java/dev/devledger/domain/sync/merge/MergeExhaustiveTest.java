package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.OneField;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.sync.merge.Merge.FieldCollision;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each combination of no value and three values of a scalar in the ledger, the base and the remote. */
class MergeExhaustiveTest {
    private static final Map<Field, List<String>> VALUES = Map.of(
            Field.PARENT, List.of("-", "p", "q", "r"),
            Field.DATES, List.of("-", "2026-03-30", "2026-03-31", "2026-03-31T09:00:00Z"),
            Field.PRIORITY, List.of("NONE", "LOW", "MEDIUM", "HIGH"),
            Field.STAGE, List.of("-", "to do", "doing", "in review"),
            Field.ESTIMATE, List.of("-", "15", "30", "60"),
            Field.CUSTOMER, List.of("-", "Acme", "Globex", "Initech"),
            Field.SERVICE, List.of("-", "Design", "Writing", "Digging"),
            Field.TITLE, List.of("a", "b", "c", "d"));

    /** The effect of a row: the values of the ledger, the remote and the base afterwards. */
    private record Outcome(MergeRule row, String local, String remote, String base, AppliedSide applied) {
        static Outcome of(String l, String b, String r, ConflictPolicy policy) {
            if (l.equals(r)) {
                return new Outcome(r.equals(b) ? MergeRule.UNCHANGED : MergeRule.SAME_CHANGE, l, r, r, null);
            }
            if (r.equals(b)) {
                return new Outcome(MergeRule.LOCAL_ONLY, l, l, r, null);
            }
            return l.equals(b)
                    ? new Outcome(MergeRule.REMOTE_ONLY, r, r, r, null)
                    : collision(MergeRule.BOTH_VALUES, l, b, r, policy);
        }

        static Outcome collision(MergeRule row, String l, String held, String r, ConflictPolicy policy) {
            return switch (policy) {
                case REMOTE -> new Outcome(row, r, r, r, AppliedSide.REMOTE);
                case LEDGER -> new Outcome(row, l, l, r, AppliedSide.LOCAL);
                case HOLD -> new Outcome(row, l, r, held, AppliedSide.NONE);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PARENT", "DATES", "PRIORITY", "STAGE", "ESTIMATE", "CUSTOMER", "SERVICE", "TITLE"})
    void each_combination(Field field) {
        for (ConflictPolicy policy : ConflictPolicy.values()) {
            for (String l : VALUES.get(field)) {
                for (String r : VALUES.get(field)) {
                    for (String b : VALUES.get(field)) {
                        Merge merge = Merge.of(
                                OneField.of(field, l),
                                MergeTest.linked(OneField.of(field, b)),
                                OneField.of(field, r),
                                false,
                                ConflictPolicies.all(policy),
                                Set.of());
                        check(field, l, r, merge, Outcome.of(l, b, r, policy));
                    }
                    Merge merge = Merge.withoutBase(
                            OneField.of(field, l),
                            OneField.of(field, r),
                            false,
                            ConflictPolicies.all(policy),
                            Set.of());
                    Outcome unknown = l.equals(r)
                            ? new Outcome(MergeRule.BASE_UNKNOWN, l, r, r, null)
                            : Outcome.collision(MergeRule.BASE_UNKNOWN, l, l, r, policy);
                    check(field, l, r, merge, unknown);
                }
            }
        }
    }

    private static void check(Field field, String l, String r, Merge merge, Outcome expected) {
        assertThat(merge.rows().getOrDefault(field, MergeRule.UNCHANGED)).isEqualTo(expected.row());
        assertThat(merge.pull().applyTo(OneField.of(field, l))).isEqualTo(OneField.of(field, expected.local()));
        assertThat(merge.push().applyTo(OneField.of(field, r))).isEqualTo(OneField.of(field, expected.remote()));
        assertThat(merge.base()).isEqualTo(OneField.of(field, expected.base()));
        assertThat(merge.collisions())
                .extracting(FieldCollision::applied)
                .isEqualTo(expected.applied() == null ? List.of() : List.of(expected.applied()));
    }
}
