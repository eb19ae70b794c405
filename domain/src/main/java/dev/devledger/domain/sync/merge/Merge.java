package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.merge.MemberWrites.OwnWrites;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of the ledger's content (L), the content on which both sides last agreed (B) and the remote's
 * (R), field by field (docs/sync-design.md, section 4). A card is given in the ledger's words.
 *
 * @param pull the changes of L
 * @param push the changes of R
 * @param base the new base: R, as the merge has dealt with all of R, so that a value still to be pushed is a change of
 *     the ledger alone (F3) in the next merge. Held and frozen fields keep B
 * @param rows the row that applied to each field, without F1
 * @param collisions the fields that both sides changed differently, also those that a policy settled
 * @param waiting the frozen fields that still differ, with their present values: a newer edit extends the conflict
 *     (F13)
 * @param thawed frozen fields on which both sides agree by now: their conflict is obsolete
 */
public record Merge(
        CanonicalChanges pull,
        CanonicalChanges push,
        CanonicalContent base,
        SortedMap<Field, Merge.MergeRule> rows,
        List<Merge.FieldCollision> collisions,
        List<Merge.FieldCollision> waiting,
        Set<Field> thawed) {

    public Merge {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        collisions = List.copyOf(collisions);
        waiting = List.copyOf(waiting);
        thawed = Collections.unmodifiableSet(thawed.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(thawed));
    }

    /**
     * Merges a linked entity; writes without an answer that the remote shows count as agreed (docs/sync-design.md,
     * section 6).
     *
     * @param recurring true if the remote object repeats: its dates are then never cleared, which would remove the
     *     repeat rule (docs/contract.md, section 5)
     * @param frozen fields that wait for a decision (F13)
     */
    public static Merge of(
            CanonicalContent local,
            Linked link,
            CanonicalContent remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen) {
        return of(local, link, remote, recurring, policies, frozen, Set.of());
    }

    /** {@code unproved} are fields of which it is unknown if others changed them remotely (F10). */
    public static Merge of(
            CanonicalContent local,
            Linked link,
            CanonicalContent remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen,
            Set<Field> unproved) {
        CanonicalContent base = OwnWrites.landed(link, remote, recurring);
        return merge(new Merging(local, base, remote, recurring, policies, unproved, link.parts()), frozen);
    }

    /**
     * Merges without a base (F10): each difference is a collision. The new base of a held or frozen field is L. If the
     * stored conflict is ever lost, the next merge then pulls R, and the ledger's history keeps L; with R as the base,
     * R would be overwritten.
     */
    public static Merge withoutBase(
            CanonicalContent local,
            CanonicalContent remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen) {
        return merge(new Merging(local, null, remote, recurring, policies, Set.of(), Set.of()), frozen);
    }

    private static Merge merge(Merging merging, Set<Field> frozen) {
        for (Field field : Field.values()) {
            merging.field(field, frozen.contains(field));
        }
        return merging.result();
    }

    /**
     * The rows of the field decision table (docs/sync-design.md, section 4). L is the ledger's value, R the remote's, B
     * the value on which both last agreed.
     */
    public enum MergeRule {
        UNCHANGED("F1"), // L = R = B: nothing to do
        SAME_CHANGE("F2"), // L = R, and not B: both sides agree again
        LOCAL_ONLY("F3"), // only the ledger changed it: pushed
        REMOTE_ONLY("F4"), // only the remote changed it: pulled
        BOTH_TAGS("F5"), // both changed the set: additions and removals of both are applied
        BOTH_CHECKLISTS("F6"), // both changed the list: merged item by item
        BOTH_DESCRIPTIONS("F7"), // both changed the text: merged line by line
        BOTH_STATUSES("F8"), // both changed the status: the end of work wins over an open one, all else is a conflict
        BOTH_VALUES("F9"), // both changed the value: a conflict
        BASE_UNKNOWN("F10"), // the base is unknown: equal is agreed, all else is a conflict
        NOT_SUPPORTED("F11"), // the remote cannot hold it: not compared
        SAME_MEANING("F12"), // written differently, meaning the same: equal
        DECISION_PENDING("F13"); // waits for a decision: neither side is written

        private final String code;

        MergeRule(String code) {
            this.code = code;
        }

        public static MergeRule of(String code) {
            return Stream.of(values())
                    .filter(rule -> rule.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no row of the field decision table: " + code));
        }

        /** Its code in the table, as it is stored and shown. */
        public String code() {
            return code;
        }
    }

    /**
     * A field that both sides changed, so that at least one side's value is not applied. The three contents are
     * complete, but only this field of them matters.
     *
     * @param row the row of the table that applied
     * @param base the content on which both sides last agreed, null if it is unknown (F10)
     * @param policy the configured policy; {@code HOLD} also if a write would do harm
     * @param applied the side whose value both sides have after the merge
     */
    public record FieldCollision(
            Field field,
            MergeRule row,
            @Nullable CanonicalContent base,
            CanonicalContent local,
            CanonicalContent remote,
            ConflictPolicy policy,
            AppliedSide applied) {}

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
}
