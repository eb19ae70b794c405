package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import java.util.SortedSet;
import java.util.TreeSet;

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

    private static SortedSet<String> done(SortedSet<String> before, SortedSet<String> meant, SortedSet<String> now) {
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
