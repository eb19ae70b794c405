package dev.devledger.application.dependency;

import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskEdit;
import dev.devledger.domain.task.TaskId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What whoever changes a task is not shown of its dependencies stays where they replace the list of what they see. */
public record UnseenDependencies(DependencyGraph graph) {
    public TaskEdit kept(TaskId task, TaskEdit edit) {
        TaskEdit kept = edit;
        if (edit.blockedBy() != null) {
            Set<TaskId> unseen = graph.unseenBlockers(task);
            kept = unseen.isEmpty() ? kept : kept.withBlockedBy(with(unseen, edit.blockedBy()));
        }
        if (edit.related() != null) {
            Set<TaskId> unseen = graph.unseenRelated(task);
            kept = unseen.isEmpty() ? kept : kept.withRelated(with(unseen, edit.related()));
        }
        return kept;
    }

    private static SortedSet<TaskId> with(Set<TaskId> unseen, @Nullable SetTo<SortedSet<TaskId>> wanted) {
        SortedSet<TaskId> all = new TreeSet<>(unseen);
        all.addAll(SetTo.orElse(wanted, new TreeSet<>(), new TreeSet<>()));
        return all;
    }
}
