package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The three-way merge of what the ledger holds (L), what both sides were last seen to hold (B) and what the remote
 * holds (R), field by field (docs/sync-design.md, section 4). A card is to be given in the ledger's words.
 *
 * @param pull from L to what the ledger should hold
 * @param push from R to what the remote should hold
 * @param base what is agreed from now on: R, since all of it has been taken into account, so that what is still to be
 *     pushed is a change of the ledger alone (F3) in the next merge; of a held or frozen field it stays B
 * @param rows the row that applied to each field, without F1
 * @param collisions the fields that both sides changed differently, also those that a policy settled
 * @param waiting the frozen fields on which they still differ, as they are now: a newer edit extends the conflict (F13)
 * @param thawed frozen fields on which both sides agree by themselves: their conflict is obsolete
 */
public record Merge(
        CanonicalChanges pull,
        CanonicalChanges push,
        Canonical base,
        SortedMap<Field, MergeRule> rows,
        List<FieldCollision> collisions,
        List<FieldCollision> waiting,
        Set<Field> thawed) {

    public Merge {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        collisions = List.copyOf(collisions);
        waiting = List.copyOf(waiting);
        thawed = Collections.unmodifiableSet(thawed.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(thawed));
    }

    /**
     * The merge of a linked entity; writes of ours without an answer that the remote shows count as agreed
     * (docs/sync-design.md, section 6).
     *
     * @param recurring whether the remote object repeats; then its dates are never cleared, as its repeat rule would go
     *     with them (docs/contract.md, section 5)
     * @param frozen fields that wait for a decision (F13)
     */
    public static Merge of(
            Canonical local,
            Linked link,
            Canonical remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen) {
        return of(local, link, remote, recurring, policies, frozen, Set.of());
    }

    /** {@code unproved} are fields of which it is not known whether others have changed them there (F10). */
    public static Merge of(
            Canonical local,
            Linked link,
            Canonical remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> frozen,
            Set<Field> unproved) {
        Canonical base = OwnWrites.landed(link, remote, recurring);
        return merge(new Merging(local, base, remote, recurring, policies, unproved, link.parts()), frozen);
    }

    /**
     * The merge where what both sides last held is not known (F10): each difference is a collision. Of a held or frozen
     * field the base is then L. Should the conflict ever be lost, R is pulled and the ledger's history keeps L; the other
     * way round R would be lost.
     */
    public static Merge withoutBase(
            Canonical local, Canonical remote, boolean recurring, ConflictPolicies policies, Set<Field> frozen) {
        return merge(new Merging(local, null, remote, recurring, policies, Set.of(), Set.of()), frozen);
    }

    private static Merge merge(Merging merging, Set<Field> frozen) {
        for (Field field : Field.values()) {
            merging.field(field, frozen.contains(field));
        }
        return merging.result();
    }
}
