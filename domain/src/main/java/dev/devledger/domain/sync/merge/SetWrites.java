package dev.devledger.domain.sync.merge;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import java.util.Collections;
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
}
