package dev.devledger.application.sync.simulation;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.memory.MemoryConflicts;
import dev.devledger.application.sync.memory.MemoryLedger;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** One ledger and two services, whose objects have the same ids. */
public final class TwoServices {
    private final SharedLedger shared = new SharedLedger();
    public final World one;
    public final World two;
    public final SteppingClock clock = shared.clock;
    public final MemoryConflicts conflicts = shared.conflicts;
    final MemoryLedger ledger = shared.ledger;
    public final Conflicts decisions;
    public final Approvals approvals;

    public TwoServices(ConflictPolicy policy) {
        this(policy, Nature.TICKTICK, Nature.TICKTICK);
    }

    public TwoServices(ConflictPolicy policy, Nature first, Nature second) {
        this(policy, first, second, Duration.ZERO, Sabotage.NONE);
    }

    /** @param pollInterval how often each is looked at by itself; zero where only somebody who asks has it looked at */
    TwoServices(ConflictPolicy policy, Nature first, Nature second, Duration pollInterval, Sabotage bug) {
        one = service("one", new World.Kind(true, policy, pollInterval, ConnectorMode.SANDBOX, bug, first));
        two = service("two", new World.Kind(true, policy, pollInterval, ConnectorMode.SANDBOX, bug, second));
        decisions = shared.decisions();
        approvals = shared.approvals();
    }

    private World service(String name, World.Kind kind) {
        return new World(name, kind, shared);
    }

    public void people(Consumer<ChangeSet> work) {
        one.people(work);
    }

    /** The events' actors, oldest first. */
    public List<String> actors() {
        return ledger.events().stream()
                .map(each -> each.by().actor())
                .distinct()
                .toList();
    }

    public int events() {
        return ledger.size();
    }

    public List<UUID> projects() {
        return shared.tree.projects().stream().map(ProjectId::value).toList();
    }

    public void delete(UUID project) {
        people(changes -> shared.projects.delete(changes, project.toString(), null));
    }

    public List<World> all() {
        return List.of(one, two);
    }

    List<ProjectView> allProjects() {
        return projects().stream()
                .map(id -> shared.views.project(id).orElseThrow())
                .toList();
    }

    List<ProjectView> liveProjects() {
        return allProjects().stream().filter(each -> each.deletedAt() == null).toList();
    }

    List<TaskView> allTasks() {
        return shared.tree.tasks().stream()
                .map(id -> shared.views.task(id.value()).orElseThrow())
                .toList();
    }

    List<TaskView> liveTasks() {
        return allTasks().stream().filter(each -> each.deletedAt() == null).toList();
    }

    /** A full cycle of each, until what both have seen is proven. */
    public void settle() {
        for (int round = 0; round < 3; round++) {
            one.full();
            two.full();
            clock.forward(World.SETTLE);
        }
    }
}
