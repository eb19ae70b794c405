package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ChangesMade;
import dev.devledger.adapters.mcp.change.ExpectedVersions;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoReads;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools that write the ledger, or have the sync do it. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
public class WritingToolsConfiguration {
    private final TaskQueries taskQueries;
    private final ZoneId zone;
    private final ChangesMade made;
    private final WrittenItems written;
    private final ProjectNames names;
    private final ProjectLocks locks;
    private final LedgerWrites writes;

    public WritingToolsConfiguration(
            Ledger ledger,
            ProjectLocks locks,
            TaskTree tree,
            TaskQueries taskQueries,
            ProjectQueries projectQueries,
            Labels labels,
            HistoryQueries history,
            UndoReads events,
            ZoneId zone) {
        this.taskQueries = taskQueries;
        this.zone = zone;
        this.locks = locks;
        this.made = new ChangesMade(history, events);
        this.written = new WrittenItems(taskQueries, projectQueries);
        this.names = new ProjectNames(labels, projectQueries);
        this.writes = new LedgerWrites(
                ledger, new ItemLocks(locks, tree), new ExpectedVersions(taskQueries, projectQueries, made), made);
    }

    @Bean
    Tool createTasks(Tasks tasks) {
        return new CreateTasks(writes, tasks, names, written, zone);
    }

    @Bean
    Tool updateTasks(Tasks tasks) {
        return new UpdateTasks(writes, tasks, taskQueries, written, zone);
    }

    @Bean
    Tool completeTasks(Tasks tasks) {
        return new CompleteTasks(writes, tasks, written);
    }

    @Bean
    Tool moveTasks(Tasks tasks) {
        return new MoveTasks(writes, tasks, names, written);
    }

    @Bean
    Tool deleteItems(Projects projects, Tasks tasks) {
        return new DeleteItems(writes, projects, tasks, written);
    }

    @Bean
    Tool saveProject(Projects projects) {
        return new SaveProject(writes, projects, locks, names, written, zone);
    }

    @Bean
    Tool undoChanges(UndoChangeSets undos) {
        return new UndoChanges(writes, undos, made, written);
    }

    @Bean
    Tool syncNow(Sync sync, IdempotencyStore answers) {
        LongCalls calls =
                new LongCalls(work -> Thread.ofVirtual().name("sync-now").start(work));
        return new SyncNow(sync, new IdempotentCalls(answers), calls);
    }

    @Bean
    Tool resolveSyncConflicts(Conflicts conflicts) {
        return new ResolveSyncConflicts(writes, conflicts);
    }
}
