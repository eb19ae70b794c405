package dev.devledger.application.dependency;

import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskEdit;
import dev.devledger.domain.task.TaskId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a task waits for that whoever changes it is not shown: it stays where they replace the list of what they see. */
public record UnseenBlockers(DependencyGraph graph) {
    public TaskEdit kept(TaskId task, TaskEdit edit) {
        if (edit.blockedBy() == null) {
            return edit;
        }
        Set<TaskId> unseen = graph.unseenBlockers(task);
        if (unseen.isEmpty()) {
            return edit;
        }
        SortedSet<TaskId> all = new TreeSet<>(unseen);
        all.addAll(SetTo.orElse(edit.blockedBy(), new TreeSet<>(), new TreeSet<>()));
        return edit.withBlockedBy(all);
    }
}
