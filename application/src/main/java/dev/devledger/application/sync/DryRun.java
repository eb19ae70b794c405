package dev.devledger.application.sync;

import dev.devledger.application.sync.cycle.AgreedContents;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.LogOnce;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.PlanReport;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.plan.SyncPlan;

/** What a full cycle would do now, for people; nothing is written anywhere. */
record DryRun(Connection connection, CycleMemory memory, LogOnce logOnce) {
    SyncPlan plan() {
        SyncPorts ports = connection.ports();
        CycleCalls calls = new CycleCalls(
                connection.connector(),
                new AgreedContents(
                        connection.connector(),
                        ports.links(),
                        ports.states().memory(connection.account()).reading()),
                memory.paged(),
                ports.meters(),
                () -> {},
                logOnce,
                connection.clock());
        CycleGuards guards = new CycleGuards(connection.connector(), ports.links(), ports.holds(), connection.clock());
        Plan plan = new FullCycle(connection, memory, calls, guards).plan();
        LedgerPorts ledger = connection.ledger();
        EntityKeys keys = new EntityKeys(ledger.projectQueries(), ledger.taskQueries());
        return PlanReport.of(plan, keys.called(plan.items().stream().map(Planned::entity)));
    }
}
