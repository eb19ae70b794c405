package dev.devledger.adapters.mcp.change;

import java.util.function.Supplier;

/** What a tool does with the ledger. It may run again where another writer was faster. */
@FunctionalInterface
public interface WriteAction {
    /** Sends its commands, and answers what tells of them once the read model has them. */
    Supplier<Result> run(WriteContext writing);
}
