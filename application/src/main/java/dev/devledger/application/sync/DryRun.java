package dev.devledger.application.sync;

import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.PlanReport;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a full cycle would do now, for people; nothing is written anywhere. */
record DryRun(Connection connection, CycleMemory memory) {
    SyncPlan plan() {
        SyncPorts ports = connection.ports();
        CycleCalls calls =
                new CycleCalls(connection.connector(), memory.paged(), ports.meters(), () -> {}, connection.clock());
        CycleGuards guards = new CycleGuards(connection.connector(), ports.links(), ports.holds(), connection.clock());
        Plan plan = new FullCycle(connection, memory, calls, guards).plan();
        return PlanReport.of(plan, keys(plan));
    }

    private Map<UUID, String> keys(Plan plan) {
        Set<UUID> projects = new HashSet<>();
        Set<UUID> tasks = new HashSet<>();
        for (Planned item : plan.items()) {
            EntityRef entity = item.entity();
            if (entity != null) {
                (entity.kind() == EntityRef.Kind.TASK ? tasks : projects).add(entity.id());
            }
        }
        Map<UUID, String> keys = new HashMap<>();
        connection.ledger().projectQueries().findAll(projects).forEach(each -> keys.put(each.id(), each.key()));
        connection.ledger().taskQueries().findAll(tasks).forEach(each -> keys.put(each.id(), each.key()));
        return keys;
    }
}
