package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.ChecklistSides;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.merge.MemberWrites.OwnWrites;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The comparison of the ledger's content (L), the base on which both sides last agreed (B) and the remote's (R), field
 * by field. Rows are those of the field decision table: F1 nothing, F2 L = R, F3 only L changed, F4 only R changed, F5
 * to F9 both changed.
 *
 * @param push the changes to write to the remote (F3)
 * @param base the new base (F1, F2)
 * @param remoteChanged fields that the remote changed since both sides agreed (F4 to F9); a full cycle decides them
 */
public record Reconciliation(CanonicalChanges push, CanonicalContent base, Set<Field> remoteChanged) {

    public static Reconciliation of(CanonicalContent local, Linked link, CanonicalContent remote) {
        return of(local, link, remote, false);
    }

    /** {@code recurring} is true if completing the remote object moves it to its next date instead of ending it. */
    public static Reconciliation of(CanonicalContent local, Linked link, CanonicalContent remote, boolean recurring) {
        CanonicalContent agreed = OwnWrites.landed(link, remote, recurring);
        ChecklistSides items = ChecklistSides.paired(local.checklist(), agreed.checklist(), remote.checklist());
        return between(
                local.withChecklist(items.local()),
                agreed.withChecklist(items.base()),
                remote.withChecklist(items.remote()));
    }

    private static Reconciliation between(CanonicalContent local, CanonicalContent base, CanonicalContent remote) {
        Set<Field> apart = CanonicalChanges.between(local, remote).fields();
        Set<Field> byRemote = CanonicalChanges.between(base, remote).fields();

        Set<Field> toPush = EnumSet.copyOf(apart);
        toPush.removeAll(byRemote);
        Set<Field> agreed = EnumSet.allOf(Field.class);
        agreed.removeAll(apart);
        Set<Field> open = EnumSet.copyOf(byRemote);
        open.retainAll(apart);
        return new Reconciliation(
                CanonicalChanges.between(remote, local).only(toPush),
                CanonicalChanges.between(base, local).only(agreed).applyTo(base),
                open);
    }

    /**
     * True if the push would clear the dates of a recurring task, and with them its repeat rule (docs/contract.md,
     * section 5).
     */
    public boolean clearsDatesOf(RemoteTask task) {
        return task.recurring()
                && push.dates() != null
                && (push.dates().to() == null || push.dates().to().dueDate() == null);
    }

    /** True if the push would replace a whole remote value by the part that the ledger holds. */
    public boolean writesPartsOf(Linked link) {
        return !Collections.disjoint(push.fields(), link.parts());
    }

    /** Returns a copy without the frozen fields, which are written on neither side. */
    public Reconciliation without(Set<Field> frozen) {
        if (frozen.isEmpty()) {
            return this;
        }
        Set<Field> others = EnumSet.allOf(Field.class);
        others.removeAll(frozen);
        Set<Field> open = EnumSet.noneOf(Field.class);
        open.addAll(remoteChanged);
        open.removeAll(frozen);
        return new Reconciliation(push.only(others), base, open);
    }

    /** True if the remote object differs from the base by more than the sync's unanswered writes. */
    public static boolean changedByOthers(Linked link, CanonicalContent remote) {
        return !changesOfOthers(link, remote).isEmpty();
    }

    /** True if others changed the object, or a late write by the sync has undone newer values. */
    public static boolean isNews(Linked link, CanonicalContent remote) {
        return !turnedBack(link, remote).isEmpty() || changedByOthers(link, remote);
    }

    /** The fields in which a late write by the sync took effect after newer writes, and so undid them. */
    public static Set<Field> turnedBack(Linked link, CanonicalContent remote) {
        Set<Field> turned = EnumSet.noneOf(Field.class);
        link.past().stream()
                .filter(PastValues::late)
                .forEach(past -> turned.addAll(OwnWrites.shown(past.values(), link.base(), remote)));
        turned.retainAll(CanonicalChanges.between(link.base(), remote).fields());
        return turned;
    }

    /** The fields that others changed. */
    public static Set<Field> changesOfOthers(Linked link, CanonicalContent remote) {
        return CanonicalChanges.between(OwnWrites.landed(link, remote, false), remote)
                .fields();
    }

    /**
     * The fields in which the remote shows an earlier value while reads may still be outdated: another read shows if
     * others restored that value.
     */
    public static Set<Field> oldViews(Linked link, CanonicalContent remote) {
        Set<Field> old = EnumSet.noneOf(Field.class);
        link.past().stream()
                .filter(past -> !past.late())
                .forEach(past -> old.addAll(OwnWrites.shown(past.values(), link.base(), remote)));
        old.retainAll(changesOfOthers(link, remote));
        return old;
    }

    /**
     * The fields in which the remote shows the value from before a write that it has answered since. The object may
     * have been deleted when it answered, and restored with its old values; or others reverted the write; or an older
     * write took effect once more.
     *
     * @param seen the time at which a list last showed the object: until then it had the agreed content
     * @param listed true if a list shows it now. A deleted object answers only by its id, and may also show values that
     *     others wrote before the deletion
     */
    public static Set<Field> unproved(Linked link, CanonicalContent remote, Instant seen, boolean listed) {
        Set<Field> unproved = EnumSet.noneOf(Field.class);
        for (PastValues past : link.past()) {
            if (past.written() && past.mayBeRepeated(seen)) {
                unproved.addAll(
                        listed
                                ? OwnWrites.shown(past.values(), link.base(), remote)
                                : past.values().fields());
            }
        }
        unproved.retainAll(CanonicalChanges.between(link.base(), remote).fields());
        return unproved;
    }
}
