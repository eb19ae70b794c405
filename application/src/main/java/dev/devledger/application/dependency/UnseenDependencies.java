package dev.devledger.application.dependency;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What whoever changes a task is not shown of its dependencies stays where they replace the list of what they see. */
public record UnseenDependencies(DependencyGraph graph) {
    public Patch<TaskDetails> kept(TaskId task, Patch<TaskDetails> edit) {
        Patch<TaskDetails> kept = edit;
        if (edit.has(TaskDetails.BLOCKED_BY)) {
            Set<TaskId> unseen = graph.unseenBlockers(task);
            kept = unseen.isEmpty() ? kept : kept.set(TaskDetails.BLOCKED_BY, with(unseen, edit.get(TaskDetails.BLOCKED_BY)));
        }
        if (edit.has(TaskDetails.RELATED)) {
            Set<TaskId> unseen = graph.unseenRelated(task);
            kept = unseen.isEmpty() ? kept : kept.set(TaskDetails.RELATED, with(unseen, edit.get(TaskDetails.RELATED)));
        }
        return kept;
    }

    private static SortedSet<TaskId> with(Set<TaskId> unseen, @Nullable SetTo<SortedSet<TaskId>> wanted) {
        SortedSet<TaskId> all = new TreeSet<>(unseen);
        all.addAll(SetTo.orElse(wanted, new TreeSet<>(), new TreeSet<>()));
        return all;
    }
}
