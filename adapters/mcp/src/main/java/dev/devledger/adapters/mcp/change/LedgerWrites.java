package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.tree.ItemLocks;
import java.util.Map;

/** The ledger, as the tools that write it share it. */
public record LedgerWrites(
        Ledger ledger,
        ItemLocks locks,
        ExpectedVersions versions,
        ExpectedEntries entries,
        ChangesMade made,
        Claims claims) {
    public LedgerWrites(ToolPorts ports) {
        this(ports, new ChangesMade(ports.historyQueries(), ports.undoReads()));
    }

    private LedgerWrites(ToolPorts ports, ChangesMade made) {
        this(
                ports.ledger(),
                new ItemLocks(ports.projectLocks(), ports.taskTree()),
                new ExpectedVersions(ports.taskQueries(), ports.projectQueries(), made),
                new ExpectedEntries(ports.timeEntryDirectory(), made),
                made,
                ports.claims());
    }

    /** @param ofOneAgent whether it is another call where another agent makes it */
    LedgerWrite begin(ToolCall call, boolean ofOneAgent) {
        return new LedgerWrite(call, this, "", ofOneAgent);
    }

    /**
     * A second change set of a call whose first one is stored: a repeat of the call does each of them once, the
     * second one for each agent.
     *
     * @param part what the call has it for, for its idempotency key
     */
    public <T> ToolAnswer then(ToolCall call, String part, WriteAction<T> action) {
        return new LedgerWrite(call, this, part, true).done(action, Map.of());
    }
}
