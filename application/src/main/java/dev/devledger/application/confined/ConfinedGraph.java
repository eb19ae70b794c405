package dev.devledger.application.confined;

import dev.devledger.application.dependency.DependencyGraph;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.WaitingTask;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a task elsewhere says of itself is not found, and so it stays. Circles are looked for everywhere: who is told of one
 * that leads through other projects is not told which.
 *
 * @param tree confined as well
 */
public record ConfinedGraph(DependencyGraph all, TaskTree tree) implements DependencyGraph {
    @Override
    public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks) {
        return all.reachedFrom(tasks);
    }

    @Override
    public Set<TaskId> unseenBlockers(TaskId task) {
        if (Confinement.current().isNone()) {
            return Set.of();
        }
        WaitingTask waiting = all.reachedFrom(List.of(task)).get(task);
        return waiting == null ? Set.of() : unseen(waiting.blockedBy());
    }

    @Override
    public Set<TaskId> related(TaskId task) {
        return all.related(task);
    }

    @Override
    public Set<TaskId> unseenRelated(TaskId task) {
        return Confinement.current().isNone() ? Set.of() : unseen(all.related(task));
    }

    private Set<TaskId> unseen(Set<TaskId> tasks) {
        return tasks.stream().filter(each -> !isOwn(each)).collect(Collectors.toSet());
    }

    @Override
    public List<TaskId> relatedTo(TaskId task) {
        return own(all.relatedTo(task));
    }

    @Override
    public List<TaskId> waitingFor(Collection<TaskId> tasks) {
        return own(all.waitingFor(tasks));
    }

    private List<TaskId> own(List<TaskId> found) {
        return Confinement.current().isNone()
                ? found
                : found.stream().filter(this::isOwn).toList();
    }

    private boolean isOwn(TaskId task) {
        return tree.find(task.toString()).isPresent();
    }
}
