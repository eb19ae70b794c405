package dev.devledger.application.dependency;

import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.WaitingTask;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which task waits for which. */
public interface DependencyGraph {
    /** Where no task waits for another. */
    DependencyGraph NONE = new DependencyGraph() {
        @Override
        public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks) {
            return Map.of();
        }

        @Override
        public List<TaskId> relatedTo(TaskId task) {
            return List.of();
        }

        @Override
        public List<TaskId> waitingFor(Collection<TaskId> tasks) {
            return List.of();
        }
    };

    /**
     * These tasks, what is below them and waits, and all that both wait for, over any number of steps, as they are with what
     * the transaction at hand has stored; without deleted ones. Nobody else makes tasks wait until the transaction ends.
     */
    Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks);

    /** What this one waits for, as far as whoever asks may not know of it; without deleted ones. */
    default Set<TaskId> unseenBlockers(TaskId task) {
        return Set.of();
    }

    /** What this one says of itself that it is related to, deleted ones too. */
    default Set<TaskId> related(TaskId task) {
        return Set.of();
    }

    /** As far as whoever asks may not know of it. */
    default Set<TaskId> unseenRelated(TaskId task) {
        return Set.of();
    }

    /** The tasks that say of themselves that they are related to this one, deleted ones too. */
    List<TaskId> relatedTo(TaskId task);

    /** The tasks that one of these must be done before, each once, without deleted ones. */
    List<TaskId> waitingFor(Collection<TaskId> tasks);
}
