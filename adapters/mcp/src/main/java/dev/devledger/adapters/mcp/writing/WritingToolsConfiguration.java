package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ChangesMade;
import dev.devledger.adapters.mcp.change.ExpectedEntries;
import dev.devledger.adapters.mcp.change.ExpectedVersions;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.tree.ItemLocks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The tools that write the ledger, or have the sync do it. */
@Configuration(proxyBeanMethods = false)
@Import({
    ItemLocks.class,
    ExpectedVersions.class,
    ExpectedEntries.class,
    ChangesMade.class,
    WrittenItems.class,
    LedgerWrites.class,
    NextTasks.class,
    ClaimTasks.class,
    CreateTasks.class,
    UpdateTasks.class,
    CompleteTasks.class,
    MoveTasks.class,
    DeleteItems.class,
    SaveProject.class,
    BillingArguments.class,
    UndoChanges.class,
    ResolveSyncConflicts.class
})
public class WritingToolsConfiguration {

    @Bean
    Tool syncNow(Syncs syncs, IdempotencyStore answers) {
        LongCalls calls =
                new LongCalls(work -> Thread.ofVirtual().name("sync-now").start(work));
        return SyncNow.of(syncs, new IdempotentCalls(answers), calls);
    }
}
