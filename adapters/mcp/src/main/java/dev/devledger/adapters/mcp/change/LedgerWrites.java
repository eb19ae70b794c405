package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.tree.ItemLocks;

/** The ledger, as the tools that write it share it. */
public record LedgerWrites(Ledger ledger, ItemLocks locks, ExpectedVersions versions, ChangesMade made) {
    LedgerWrite begin(ToolCall call) {
        return new LedgerWrite(call, this);
    }
}
