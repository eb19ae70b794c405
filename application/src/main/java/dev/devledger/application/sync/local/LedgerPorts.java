package dev.devledger.application.sync.local;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskDependencies;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.TaskId;
import java.util.List;

/** The ledger as the sync's cycles use it. */
public record LedgerPorts(
        Ledger ledger,
        Projects projects,
        Tasks tasks,
        TaskDependencies dependencies,
        People people,
        BillingItems billing,
        TimeEntries time,
        ProjectQueries projectQueries,
        TaskQueries taskQueries) {

    /**
     * Uses tasks without the check of claims: the sync only writes what the service or its user has already decided.
     */
    public LedgerPorts {
        tasks = tasks.unchecked();
    }

    /** Returns the same ports, with another ledger for writes. */
    public LedgerPorts by(Ledger other) {
        return new LedgerPorts(
                other, projects, tasks, dependencies, people, billing, time, projectQueries, taskQueries);
    }

    /** Returns the tasks that would now be deleted together with the entity. */
    public List<EntityRef> goingWith(EntityRef entity) {
        String id = entity.id().toString();
        List<TaskId> ids = entity.kind() == EntityRef.Kind.TASK ? tasks.goingWith(id) : projects.goingWith(id);
        return ids.stream().map(each -> EntityRef.task(each.value())).toList();
    }
}
