package dev.devledger.application.dependency;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.task.DependencyType;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** That two tasks are related is kept by the one of which it was said, and shown with both. */
public record RelatedTasks(DependencyGraph graph) {
    /**
     * Where the whole list of a task is replaced, as callers see it: what others say of themselves is left with these where it
     * stays, and taken from them where it does not.
     *
     * @param along is told from which it was taken, once its commands are sent
     * @return the edit of the task itself
     */
    public Patch<TaskDetails> replaced(ChangeSet changes, TaskId task, Patch<TaskDetails> edit, Consumer<List<TaskId>> along) {
        if (!edit.has(TaskDetails.RELATED)) {
            return edit;
        }
        SortedSet<TaskId> wanted = edit.value(TaskDetails.RELATED);
        SortedSet<TaskId> own = new TreeSet<>(wanted == null ? List.of() : wanted);
        List<TaskId> written = new ArrayList<>();
        for (TaskId saying : graph.relatedTo(task)) {
            if (!own.remove(saying)) {
                changes.send(
                        new TaskCommand.RemoveDependency(saying, DependencyType.RELATED, task, null, changes.at()));
                written.add(saying);
            }
        }
        along.accept(written);
        return edit.set(TaskDetails.RELATED, own);
    }
}
