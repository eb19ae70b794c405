package dev.devledger.application.dependency;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.task.WaitingTask;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses a change set with which tasks would wait for each other. */
public record Circles(DependencyGraph graph) {
    /** Looked for once all of the change set is stored, so that only what it makes in the end counts. */
    public void refuse(ChangeSet changes, Collection<TaskId> changed) {
        if (!changed.isEmpty()) {
            changes.whenStored(() -> refuse(WaitingTask.circle(changed, graph.reachedFrom(changed))));
        }
    }

    private static void refuse(List<TaskKey> circle) {
        if (!circle.isEmpty()) {
            List<String> path = circle.stream().map(TaskKey::toString).toList();
            throw Rejection.of(
                            Rejection.Code.DEPENDENCY_CYCLE,
                            "Then these would wait for each other: "
                                    + path.stream().collect(Collectors.joining(" → "))
                                    + ", where each waits for the next or is below it. Take one of these dependencies away first.")
                    .with("path", path);
        }
    }
}
