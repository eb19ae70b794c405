package dev.devledger.domain.sync.merge;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.Checklists;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What writes of ours have made of tags, assignees and what a task waits for, member by member: what others have put in or
 * taken away meanwhile is theirs.
 */
public final class SetWrites {
    private SetWrites() {}

    /** {@code before}, with those changes of its sets of which {@code there} shows all that they have put in and taken away. */
    static Canonical landed(CanonicalChanges changes, Canonical before, Canonical there) {
        return before.withTags(landed(changes.tags(), before.tags(), there.tags()))
                .withAssignees(landed(changes.assignees(), before.assignees(), there.assignees()))
                .withBlockedBy(landed(changes.blockedBy(), before.blockedBy(), there.blockedBy()));
    }

    private static SortedSet<String> landed(
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
     * What is there after a write, without what others did to its sets since the look before it. Where not all that was sent
     * is there, it may be there in a form of its own, and the set counts as it is.
     */
    public static Canonical ours(CanonicalChanges sent, Canonical before, Canonical now) {
        return now.withTags(ours(sent.tags(), before.tags(), now.tags()))
                .withAssignees(ours(sent.assignees(), before.assignees(), now.assignees()))
                .withBlockedBy(ours(sent.blockedBy(), before.blockedBy(), now.blockedBy()));
    }

    private static SortedSet<String> ours(
            @Nullable Change<SortedSet<String>> sent, SortedSet<String> before, SortedSet<String> now) {
        if (sent == null || sent.to() == null) {
            return now;
        }
        SortedSet<String> landed = landed(sent, before, now);
        return landed.equals(sent.to()) ? landed : now;
    }

    /** Our own writes, as far as the remote shows them. */
    static final class OwnWrites {
        private OwnWrites() {}

        /** Those of these fields in which the remote holds just that. */
        static Set<Field> shown(CanonicalChanges values, Canonical base, Canonical remote) {
            Set<Field> fields = values.fields();
            fields.removeAll(
                    CanonicalChanges.between(values.applyTo(base), remote).fields());
            return fields;
        }

        /**
         * A write of ours without an answer that the remote now shows has landed: it counts as agreed
         * (docs/sync-design.md, section 6). Of a set it is enough that its members are there and gone: what others have done to
         * the same set is theirs, and what it was before would take our own members for theirs. That a recurring task was completed shows only in its dates, which have moved
         * on: to complete it again would end one more occurrence. One that lands late, after newer ones, is told by its
         * values as well: nobody has typed them there.
         */
        static Canonical landed(Linked link, Canonical remote, boolean recurring) {
            Canonical base = link.base();
            Dates dates = Dates.of(remote);
            boolean moved = recurring && !dates.equals(Dates.of(link.base()));
            for (PastValues past : link.past()) {
                if (past.late()) {
                    Set<Field> landed = shown(past.values(), link.base(), remote);
                    base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
                }
            }
            for (Sent sent : link.sent()) {
                Canonical written = sent.changes().applyTo(link.base());
                Set<Field> landed = shown(sent.changes(), link.base(), remote);
                base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
                base = SetWrites.landed(sent.changes().without(landed), base, remote);
                boolean movedOn = moved && !dates.equals(Dates.of(written)); // by more than the same write
                if (movedOn && sent.changes().completes()) {
                    base = base.withStatus(RemoteStatus.COMPLETED);
                }
            }
            return Checklists.known(base, link);
        }
    }

    /** Changes that were answered as done, by answers that tell nothing of what the object holds. */
    public record Unseen(CanonicalChanges changes) {
        public static final Unseen NOTHING = new Unseen(CanonicalChanges.NONE);

        public boolean isNothing() {
            return changes.isEmpty();
        }

        public Unseen and(CanonicalChanges more) {
            return new Unseen(changes.and(more));
        }

        public boolean isIn(Canonical seen) {
            return CanonicalChanges.between(seen, changes.applyTo(seen)).isEmpty();
        }

        /**
         * What was seen, with only that in its sets and its checklist that these changes have done: what others have put in or
         * taken away since is theirs, and is for the next read.
         */
        public Canonical in(Canonical before, Canonical now) {
            Canonical meant = changes.applyTo(before);
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
