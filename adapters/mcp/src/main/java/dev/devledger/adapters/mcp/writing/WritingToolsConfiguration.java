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
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoReads;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools that write the ledger, or have the sync do it. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
public class WritingToolsConfiguration {

    @Bean
    ChangesMade changesMade(HistoryQueries history, UndoReads events) {
        return new ChangesMade(history, events);
    }

    @Bean
    WrittenItems writtenItems(TaskQueries tasks, ProjectQueries projects) {
        return new WrittenItems(tasks, projects);
    }

    @Bean
    LedgerWrites ledgerWrites(
            Ledger ledger,
            ProjectLocks locks,
            TaskTree tree,
            TaskQueries tasks,
            ProjectQueries projects,
            ChangesMade made) {
        return new LedgerWrites(ledger, new ItemLocks(locks, tree), new ExpectedVersions(tasks, projects, made), made);
    }

    @Bean
    List<Tool> taskTools(
            LedgerWrites writes,
            Tasks tasks,
            TaskQueries queries,
            ProjectNames names,
            WrittenItems written,
            ZoneId zone) {
        return List.of(
                new CreateTasks(writes, tasks, names, written, zone),
                new UpdateTasks(writes, tasks, queries, written, zone),
                new CompleteTasks(writes, tasks, written),
                new MoveTasks(writes, tasks, names, written));
    }

    @Bean
    Tool deleteItems(LedgerWrites writes, Projects projects, Tasks tasks, WrittenItems written) {
        return new DeleteItems(writes, projects, tasks, written);
    }

    @Bean
    Tool saveProject(
            LedgerWrites writes,
            Projects projects,
            ProjectLocks locks,
            ProjectNames names,
            WrittenItems written,
            ZoneId zone) {
        return new SaveProject(writes, projects, locks, names, written, zone);
    }

    @Bean
    Tool undoChanges(LedgerWrites writes, UndoChangeSets undos, ChangesMade made, WrittenItems written) {
        return new UndoChanges(writes, undos, made, written);
    }

    @Bean
    Tool syncNow(Syncs syncs, IdempotencyStore answers) {
        LongCalls calls =
                new LongCalls(work -> Thread.ofVirtual().name("sync-now").start(work));
        return SyncNow.of(syncs, new IdempotentCalls(answers), calls);
    }

    @Bean
    Tool resolveSyncConflicts(LedgerWrites writes, Conflicts conflicts) {
        return new ResolveSyncConflicts(writes, conflicts);
    }
}
