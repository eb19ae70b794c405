package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.NothingWritten;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;

/** A tool that writes the ledger: it reads its arguments, and has the ledger do and tell what they ask for. */
public interface WritingTool extends Tool {
    LedgerWrites writes();

    /** All that can be told of the arguments alone is refused here. */
    WriteAction<?> read(Arguments arguments);

    /** Whether the same call with the same idempotency key is another one where another agent makes it. */
    default boolean isOfOneAgent() {
        return false;
    }

    @Override
    default ToolAnswer call(ToolCall call) {
        LedgerWrite write = writes().begin(call, isOfOneAgent());
        try {
            return write.done(read(call.arguments()));
        } catch (RuntimeException failure) {
            throw write.mayHaveCommitted(failure) ? failure : new NothingWritten(CallKey.inWordsOfTool(failure, call));
        }
    }
}
