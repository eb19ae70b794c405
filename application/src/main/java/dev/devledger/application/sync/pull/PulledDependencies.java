package dev.devledger.application.sync.pull;

import dev.devledger.application.task.TaskDependencies;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.MergeRule;
import dev.devledger.domain.task.DependencyType;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for there, taken over one by one and by itself: tasks that would wait for each other are refused, and
 * all else of the task is not. What the ledger knows of others, such as deleted ones, stays.
 */
record PulledDependencies(PullLedger ledger) {
    /** Without them: as if nobody had changed them there yet. */
    static Merge without(Merge merge) {
        Change<SortedSet<String>> change = merge.pull().blockedBy();
        if (change == null) {
            return merge;
        }
        SortedSet<String> agreed = new TreeSet<>(merge.base().blockedBy());
        agreed.removeAll(less(change.to(), change.from()));
        agreed.addAll(less(change.from(), change.to()));
        return new Merge(
                merge.pull().only(EnumSet.complementOf(EnumSet.of(Field.BLOCKED_BY))),
                merge.push(),
                merge.base().withBlockedBy(agreed),
                merge.rows(),
                merge.collisions(),
                merge.waiting(),
                merge.thawed());
    }

    /** {@code base} is what both sides agree on once they are taken over. */
    void take(EntityRef task, CanonicalChanges pull, Canonical base) {
        Change<SortedSet<String>> change = pull.blockedBy();
        if (change == null) {
            return;
        }
        TaskDependencies dependencies = ledger.into().dependencies();
        String id = task.id().toString();
        ledger.write(changes -> {
            here(less(change.from(), change.to()))
                    .forEach(other -> dependencies.remove(changes, id, DependencyType.BLOCKS, other, null));
            here(less(change.to(), change.from()))
                    .forEach(other -> dependencies.add(changes, id, DependencyType.BLOCKS, other, null));
            List<SyncEvent.FieldRule> rules =
                    List.of(new SyncEvent.FieldRule(Field.BLOCKED_BY, MergeRule.REMOTE_ONLY.code()));
            changes.send(new SyncCommand.SeeRemoteChange(ledger.link(task), base, rules, changes.at()));
        });
    }

    /** Whose these objects are. */
    private List<String> here(SortedSet<String> objects) {
        return objects.isEmpty()
                ? List.of()
                : ledger.book().ofRemote(ledger.account(), objects).stream()
                        .filter(each -> each.link() instanceof SyncLink.Linked)
                        .map(each -> each.entity().id().toString())
                        .toList();
    }

    private static SortedSet<String> less(@Nullable SortedSet<String> some, @Nullable SortedSet<String> others) {
        SortedSet<String> less = new TreeSet<>(some == null ? List.of() : some);
        less.removeAll(others == null ? List.of() : others);
        return less;
    }
}
