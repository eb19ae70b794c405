package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.Checklists;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.merge.SetWrites.OwnWrites;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The comparison of what the ledger wants (L), what both sides last agreed on (B) and what the remote holds (R), field by
 * field. Rows are those of the field decision table: F1 nothing, F2 L = R, F3 only L changed, F4 only R changed, F5 to F9
 * both changed.
 *
 * @param push what to write to the remote (F3)
 * @param base what both sides agree on from now on (F1, F2)
 * @param remoteChanged fields that the remote changed since (F4 to F9); what becomes of them a full cycle decides
 */
public record Reconciliation(CanonicalChanges push, Canonical base, Set<Field> remoteChanged) {

    public static Reconciliation of(Canonical local, Linked link, Canonical remote) {
        return of(local, link, remote, false);
    }

    /** {@code recurring} says whether completing the remote object moves it on instead of ending it. */
    public static Reconciliation of(Canonical local, Linked link, Canonical remote, boolean recurring) {
        Canonical agreed = OwnWrites.landed(link, remote, recurring);
        Checklists items = Checklists.paired(local.checklist(), agreed.checklist(), remote.checklist());
        return between(
                local.withChecklist(items.local()),
                agreed.withChecklist(items.base()),
                remote.withChecklist(items.remote()));
    }

    private static Reconciliation between(Canonical local, Canonical base, Canonical remote) {
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
     * Whether writing it would take the dates, and with them the repeat rule, from a task that repeats
     * (docs/contract.md, section 5).
     */
    public boolean clearsDatesOf(RemoteTask task) {
        return task.recurring()
                && push.dates() != null
                && (push.dates().to() == null || push.dates().to().dueDate() == null);
    }

    /** Whether it would write what is a part alone over the whole. */
    public boolean writesPartsOf(Linked link) {
        return !Collections.disjoint(push.fields(), link.parts());
    }

    /** The same, but for fields that are written on neither side. */
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

    /** Whether the remote object differs from what both sides agreed on by more than our own unanswered writes. */
    public static boolean changedByOthers(Linked link, Canonical remote) {
        return !changesOfOthers(link, remote).isEmpty();
    }

    /** Whether it does, or is turned back by a write of ours that came to pass after newer ones. */
    public static boolean isNews(Linked link, Canonical remote) {
        return !turnedBack(link, remote).isEmpty() || changedByOthers(link, remote);
    }

    /** The fields in which the remote is turned back by a write of ours that came to pass after newer ones. */
    public static Set<Field> turnedBack(Linked link, Canonical remote) {
        Set<Field> turned = EnumSet.noneOf(Field.class);
        link.past().stream()
                .filter(PastValues::late)
                .forEach(past -> turned.addAll(OwnWrites.shown(past.values(), link.base(), remote)));
        turned.retainAll(CanonicalChanges.between(link.base(), remote).fields());
        return turned;
    }

    /** The fields in which it does. */
    public static Set<Field> changesOfOthers(Linked link, Canonical remote) {
        return CanonicalChanges.between(OwnWrites.landed(link, remote, false), remote)
                .fields();
    }

    /**
     * The fields in which the remote shows what it held before, within the time in which a read may be old: whether anybody
     * has put it there again another look tells.
     */
    public static Set<Field> oldViews(Linked link, Canonical remote) {
        Set<Field> old = EnumSet.noneOf(Field.class);
        link.past().stream()
                .filter(past -> !past.late())
                .forEach(past -> old.addAll(OwnWrites.shown(past.values(), link.base(), remote)));
        old.retainAll(changesOfOthers(link, remote));
        return old;
    }

    /**
     * The fields in which the remote shows what was there before a write of ours that it has answered since then. Of a
     * deleted object the answer proves nothing, and it may be restored as it was; or somebody has taken the write back; or
     * an older write has come to pass once more.
     *
     * @param seen when a list has shown the object last: until then it was as both sides have agreed
     * @param listed whether one shows it now. A deleted object answers by its id alone, and then what somebody wrote there
     *     before may be what it shows as well
     */
    public static Set<Field> unproved(Linked link, Canonical remote, Instant seen, boolean listed) {
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
