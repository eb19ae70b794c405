package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.mcp.writing.ClaimTasks.NextTasks;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.application.task.Tasks;
import java.util.List;

/** The tools that write the ledger, or have the sync write it. */
public record WritingTools(ToolPorts ports) {
    public List<Tool> all() {
        CheckedLedger writes = new CheckedLedger(ports);
        WrittenItems written = new WrittenItems(ports);
        ProjectNames names = new ProjectNames(ports);
        NextTasks next = new NextTasks(ports.nextClaims(), written);
        Tasks tasks = ports.tasks();
        Assignees people = ports.assignees();
        return List.of(
                new ClaimTasks(writes, next, names, written),
                new CreateTasks(writes, tasks, people, names, written, ports.zone()),
                new UpdateTasks(writes, tasks, people, ports.taskQueries(), written),
                new CompleteTasks(writes, tasks, next, written),
                new MoveTasks(writes, tasks, names, written),
                new DeleteItems(writes, ports.projects(), tasks, written),
                new SaveProject(
                        writes,
                        ports.projects(),
                        ports.projectLocks(),
                        names,
                        written,
                        ports.placementRules(),
                        ports.projectQueries(),
                        ports.billingRefs(),
                        ports.zone()),
                new UndoChanges(writes, ports.undoChangeSets(), writes.made(), written),
                syncNow(),
                new ResolveSyncConflicts(writes, ports.conflicts()));
    }

    private Tool syncNow() {
        LongCalls calls =
                new LongCalls(work -> Thread.ofVirtual().name("sync-now").start(work));
        return SyncNow.of(ports.syncs(), new IdempotentCalls(ports.idempotencyStore()), calls);
    }
}
