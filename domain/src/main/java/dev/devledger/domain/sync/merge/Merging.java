package dev.devledger.domain.sync.merge;

import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.ChecklistSides;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.sync.merge.Merge.FieldCollision;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One merge in progress: both sides become equal, except for held fields. */
final class Merging {
    private final CanonicalContent local;
    private final @Nullable CanonicalContent base;
    private final CanonicalContent remote;
    private final boolean recurring;
    private final ConflictPolicies policies;
    private final Set<Field> apart;
    private final Set<Field> byLocal;
    private final Set<Field> byRemote;
    private final Set<Field> unproved;
    private final Set<Field> parts;

    private CanonicalContent newLocal;
    private CanonicalContent newRemote;
    private CanonicalContent newBase;
    private final SortedMap<Field, MergeRule> rows = new TreeMap<>();
    private final List<FieldCollision> collisions = new ArrayList<>();
    private final List<FieldCollision> waiting = new ArrayList<>();
    private final Set<Field> thawed = EnumSet.noneOf(Field.class);

    Merging(
            CanonicalContent local,
            @Nullable CanonicalContent base,
            CanonicalContent remote,
            boolean recurring,
            ConflictPolicies policies,
            Set<Field> unproved,
            Set<Field> parts) {
        this.unproved = unproved;
        this.parts = parts;
        ChecklistSides items = ChecklistSides.paired(
                local.checklist(), base == null ? List.of() : base.checklist(), remote.checklist());
        this.local = local.withChecklist(items.local());
        this.base = base == null ? null : base.withChecklist(items.base());
        this.remote = remote.withChecklist(items.remote());
        this.recurring = recurring;
        this.policies = policies;
        apart = CanonicalChanges.between(local, remote).fields();
        byLocal =
                base == null ? Set.of() : CanonicalChanges.between(base, local).fields();
        byRemote =
                base == null ? Set.of() : CanonicalChanges.between(base, remote).fields();
        newLocal = this.local;
        newRemote = this.remote;
        newBase = this.remote;
    }

    Merge result() {
        return new Merge(
                CanonicalChanges.between(local, newLocal),
                CanonicalChanges.between(remote, newRemote),
                newBase,
                rows,
                collisions,
                waiting,
                thawed);
    }

    void field(Field field, boolean frozen) {
        if (!apart.contains(field)) {
            agree(field, frozen);
        } else if (frozen) {
            rows.put(field, MergeRule.DECISION_PENDING);
            keepBase(field);
            waiting.add(new FieldCollision(
                    field, MergeRule.DECISION_PENDING, base, local, remote, ConflictPolicy.HOLD, AppliedSide.NONE));
        } else if (parts.contains(field) && byLocal.contains(field)) {
            hold(field, byRemote.contains(field) ? MergeRule.BOTH_VALUES : MergeRule.LOCAL_ONLY);
        } else if (field == Field.BLOCKED_BY && (base == null || unproved.contains(field))) {
            blockedBy(new TreeSet<>()); // people notice an extra dependency, but not a missing one
        } else if (unproved.contains(field) && policies.of(field) == ConflictPolicy.LEDGER) {
            hold(field, MergeRule.BASE_UNKNOWN); // a repeated write might be answered without effect, again and again
        } else if (base == null || unproved.contains(field)) {
            collide(field, MergeRule.BASE_UNKNOWN);
        } else if (!byRemote.contains(field)) {
            rows.put(field, MergeRule.LOCAL_ONLY);
            push(field);
        } else if (!byLocal.contains(field)) {
            rows.put(field, MergeRule.REMOTE_ONLY);
            newLocal = taking(field, remote, newLocal);
        } else {
            bothChanged(field, base);
        }
    }

    private void agree(Field field, boolean frozen) {
        if (frozen) {
            thawed.add(field);
        }
        if (base == null) {
            rows.put(field, MergeRule.BASE_UNKNOWN);
        } else if (frozen || byRemote.contains(field)) {
            rows.put(field, MergeRule.SAME_CHANGE);
        }
    }

    private void bothChanged(Field field, CanonicalContent agreed) {
        switch (field) {
            case TAGS ->
                both(
                        field,
                        MergeRule.BOTH_TAGS,
                        Optional.of(agreed.withTags(union(agreed.tags(), local.tags(), remote.tags()))));
            case ASSIGNEES ->
                both(
                        field,
                        MergeRule.BOTH_TAGS,
                        Optional.of(agreed.withAssignees(
                                union(agreed.assignees(), local.assignees(), remote.assignees()))));
            case BLOCKED_BY -> blockedBy(agreed.blockedBy());
            case CHECKLIST -> checklist(agreed);
            case DESCRIPTION ->
                both(
                        field,
                        MergeRule.BOTH_DESCRIPTIONS,
                        TextMerge.of(local.description(), agreed.description(), remote.description())
                                .map(agreed::withDescription));
            case STATUS -> both(field, MergeRule.BOTH_STATUSES, status(agreed).map(agreed::withStatus));
            case STAGE -> stage();
            case TITLE, PRIORITY, DATES, PARENT, ESTIMATE, CUSTOMER, SERVICE -> collide(field, MergeRule.BOTH_VALUES);
        }
    }

    /** Merges the stage. If only one side has ended the work, the stage comes from the side whose status both get. */
    private void stage() {
        boolean oneEnded = local.status().isTerminal() != remote.status().isTerminal();
        if (oneEnded && newRemote.status() == local.status()) {
            rows.put(Field.STAGE, MergeRule.BOTH_STATUSES);
            newRemote = taking(Field.STAGE, local, newRemote);
        } else if (oneEnded && newLocal.status() == remote.status()) {
            rows.put(Field.STAGE, MergeRule.BOTH_STATUSES);
            newLocal = taking(Field.STAGE, remote, newLocal);
        } else {
            collide(Field.STAGE, MergeRule.BOTH_VALUES);
        }
    }

    /**
     * Merges the checklist; if an item got two new titles, only that title is a conflict under the policies REMOTE and
     * LEDGER. With HOLD the whole list is held.
     */
    private void checklist(CanonicalContent agreed) {
        ChecklistMerge.Merged merged = ChecklistMerge.of(local.checklist(), agreed.checklist(), remote.checklist());
        ConflictPolicy policy = policies.of(Field.CHECKLIST);
        if (merged.collides() && policy == ConflictPolicy.HOLD) {
            collide(Field.CHECKLIST, MergeRule.BOTH_CHECKLISTS);
            return;
        }
        CanonicalContent ours = agreed.withChecklist(merged.local());
        CanonicalContent theirs = agreed.withChecklist(merged.remote());
        boolean taken = policy == ConflictPolicy.LEDGER;
        both(Field.CHECKLIST, MergeRule.BOTH_CHECKLISTS, Optional.of(taken ? ours : theirs));
        if (merged.collides()) {
            collisions.add(new FieldCollision(
                    Field.CHECKLIST,
                    MergeRule.BOTH_CHECKLISTS,
                    base,
                    taking(Field.CHECKLIST, ours, local),
                    taking(Field.CHECKLIST, theirs, remote),
                    policy,
                    taken ? AppliedSide.LOCAL : AppliedSide.REMOTE));
        }
    }

    private void blockedBy(Set<String> agreed) {
        both(
                Field.BLOCKED_BY,
                MergeRule.BOTH_TAGS,
                Optional.of(local.withBlockedBy(union(agreed, local.blockedBy(), remote.blockedBy()))));
    }

    /** Returns the agreed set, plus what either side added, minus what either side removed. */
    private static NavigableSet<String> union(Set<String> agreed, Set<String> local, Set<String> remote) {
        NavigableSet<String> merged = new TreeSet<>(agreed);
        merged.addAll(local);
        merged.addAll(remote);
        agreed.stream()
                .filter(each -> !local.contains(each) || !remote.contains(each))
                .forEach(merged::remove);
        return merged;
    }

    /** Returns the status of the only side that ended the work; empty if both ended it, or if it was ended before. */
    private Optional<RemoteStatus> status(CanonicalContent agreed) {
        if (agreed.status().isTerminal()
                || local.status().isTerminal() == remote.status().isTerminal()) {
            return Optional.empty();
        }
        return Optional.of(local.status().isTerminal() ? local.status() : remote.status());
    }

    private void both(Field field, MergeRule row, Optional<CanonicalContent> merged) {
        if (merged.isEmpty() || !hasRoom(field, merged.get())) {
            collide(field, row);
            return;
        }
        rows.put(field, row);
        newLocal = taking(field, merged.get(), newLocal);
        newRemote = taking(field, merged.get(), newRemote);
    }

    /**
     * True if the ledger has room for the merged value. Otherwise it would hold a part, and later write the part
     * remotely.
     */
    private static boolean hasRoom(Field field, CanonicalContent merged) {
        String text = merged.description();
        return switch (field) {
            case DESCRIPTION -> text.codePointCount(0, text.length()) <= Violations.DESCRIPTION;
            case TAGS -> merged.tags().size() <= Violations.TAGS;
            case CHECKLIST -> merged.checklist().size() <= Violations.CHECKLIST;
            default -> true;
        };
    }

    private void push(Field field) {
        if (losesRepeatRule(field)) {
            hold(field, MergeRule.LOCAL_ONLY);
        } else {
            newRemote = taking(field, local, newRemote);
        }
    }

    private void collide(Field field, MergeRule row) {
        rows.put(field, row);
        ConflictPolicy policy = policies.of(field);
        if (policy == ConflictPolicy.HOLD || (policy == ConflictPolicy.LEDGER && losesRepeatRule(field))) {
            hold(field, row);
        } else if (policy == ConflictPolicy.LEDGER) {
            newRemote = taking(field, local, newRemote);
            collided(field, row, policy, AppliedSide.LOCAL);
        } else {
            newLocal = taking(field, remote, newLocal);
            collided(field, row, policy, AppliedSide.REMOTE);
        }
    }

    /** True if the date of a recurring task would be cleared, which would remove its repeat rule. */
    private boolean losesRepeatRule(Field field) {
        return recurring && field == Field.DATES && local.dueDate() == null;
    }

    private void hold(Field field, MergeRule row) {
        keepBase(field);
        collided(field, row, ConflictPolicy.HOLD, AppliedSide.NONE);
    }

    private void keepBase(Field field) {
        newBase = taking(field, base == null ? local : base, newBase);
    }

    private void collided(Field field, MergeRule row, ConflictPolicy policy, AppliedSide applied) {
        collisions.add(new FieldCollision(field, row, base, local, remote, policy, applied));
    }

    private static CanonicalContent taking(Field field, CanonicalContent from, CanonicalContent into) {
        return CanonicalChanges.between(into, from).only(EnumSet.of(field)).applyTo(into);
    }
}
