package dev.devledger.domain.sync.merge;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.ChecklistSides;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The effect of the sync's writes on tags, assignees and dependencies, member by member: members that others added or
 * removed meanwhile are changes by others.
 */
public final class MemberWrites {
    private MemberWrites() {}

    /** Applies to {@code before} each change of a set whose additions and removals are all visible in {@code there}. */
    static CanonicalContent applied(CanonicalChanges changes, CanonicalContent before, CanonicalContent there) {
        return before.withTags(applied(changes.tags(), before.tags(), there.tags()))
                .withAssignees(applied(changes.assignees(), before.assignees(), there.assignees()))
                .withBlockedBy(applied(changes.blockedBy(), before.blockedBy(), there.blockedBy()));
    }

    private static SortedSet<String> applied(
            @Nullable Change<SortedSet<String>> change, SortedSet<String> before, SortedSet<String> there) {
        if (change == null || change.from() == null || change.to() == null) {
            return before;
        }
        SortedSet<String> added = less(change.to(), change.from());
        SortedSet<String> removed = less(change.from(), change.to());
        if (!there.containsAll(added) || !Collections.disjoint(there, removed)) {
            return before;
        }
        SortedSet<String> after = less(before, removed);
        after.addAll(added);
        return after;
    }

    private static SortedSet<String> less(SortedSet<String> all, SortedSet<String> some) {
        SortedSet<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    /**
     * Returns the content after a write, without changes that others made to its sets between {@code before} and the
     * write. If a set lacks a sent change, the service may keep it in its own form, and the set counts as it is shown.
     */
    public static CanonicalContent ours(CanonicalChanges sent, CanonicalContent before, CanonicalContent now) {
        return now.withTags(ours(sent.tags(), before.tags(), now.tags()))
                .withAssignees(ours(sent.assignees(), before.assignees(), now.assignees()))
                .withBlockedBy(ours(sent.blockedBy(), before.blockedBy(), now.blockedBy()));
    }

    private static SortedSet<String> ours(
            @Nullable Change<SortedSet<String>> sent, SortedSet<String> before, SortedSet<String> now) {
        if (sent == null || sent.to() == null) {
            return now;
        }
        SortedSet<String> landed = applied(sent, before, now);
        return landed.equals(sent.to()) ? landed : now;
    }

    /** The sync's writes, as far as the remote shows them. */
    static final class OwnWrites {
        private OwnWrites() {}

        /** The fields in which the remote holds exactly these values. */
        static Set<Field> shown(CanonicalChanges values, CanonicalContent base, CanonicalContent remote) {
            Set<Field> fields = values.fields();
            fields.removeAll(
                    CanonicalChanges.between(values.applyTo(base), remote).fields());
            return fields;
        }

        /**
         * Returns the base with the sync's unanswered writes that the remote now shows: they have taken effect and
         * count as agreed (docs/sync-design.md, section 6). For a set it is enough that its members were added and
         * removed: other differences are changes by others, and comparing whole sets would count the sync's members as
         * their changes. The completion of a recurring task shows only in its moved dates: a second completion would
         * end one more occurrence. A write that takes effect late, after newer ones, is recognised by its values as
         * well, as nobody else entered these values.
         */
        static CanonicalContent landed(Linked link, CanonicalContent remote, boolean recurring) {
            CanonicalContent base = link.base();
            Dates dates = Dates.of(remote);
            boolean moved = recurring && !dates.equals(Dates.of(link.base()));
            for (PastValues past : link.past()) {
                if (past.late()) {
                    Set<Field> landed = shown(past.values(), link.base(), remote);
                    base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
                }
            }
            for (Sent sent : link.sent()) {
                CanonicalContent written = sent.changes().applyTo(link.base());
                Set<Field> landed = shown(sent.changes(), link.base(), remote);
                base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
                base = MemberWrites.applied(sent.changes().without(landed), base, remote);
                boolean movedOn = moved && !dates.equals(Dates.of(written)); // moved by more than one completion
                if (movedOn && sent.changes().completes()) {
                    base = base.withStatus(RemoteStatus.COMPLETED);
                }
            }
            return ChecklistSides.known(base, link);
        }
    }

    /** Changes that the remote confirmed without showing the object's content. */
    public record UnconfirmedChanges(CanonicalChanges changes) {
        public static final UnconfirmedChanges NOTHING = new UnconfirmedChanges(CanonicalChanges.NONE);

        public boolean isNothing() {
            return changes.isEmpty();
        }

        public UnconfirmedChanges and(CanonicalChanges more) {
            return new UnconfirmedChanges(changes.and(more));
        }

        public boolean isIn(CanonicalContent seen) {
            return CanonicalChanges.between(seen, changes.applyTo(seen)).isEmpty();
        }

        /**
         * Returns the content {@code now}, whose sets and checklist have only the effect of these changes: changes by
         * others are left to the next read.
         */
        public CanonicalContent in(CanonicalContent before, CanonicalContent now) {
            CanonicalContent meant = changes.applyTo(before);
            boolean sameItems = now.checklist().equals(meant.checklist());
            return now.withTags(done(before.tags(), meant.tags(), now.tags()))
                    .withBlockedBy(done(before.blockedBy(), meant.blockedBy(), now.blockedBy()))
                    .withChecklist(sameItems ? now.checklist() : before.checklist());
        }

        private static SortedSet<String> done(
                SortedSet<String> before, SortedSet<String> meant, SortedSet<String> now) {
            SortedSet<String> done = new TreeSet<>(before);
            for (String each : meant) {
                if (now.contains(each)) {
                    done.add(each);
                }
            }
            for (String each : before) {
                if (!meant.contains(each) && !now.contains(each)) {
                    done.remove(each);
                }
            }
            return done;
        }
    }
}
