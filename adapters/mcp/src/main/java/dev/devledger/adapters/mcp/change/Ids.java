package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.application.query.FilterSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids in arguments, as an answer gave them. */
public final class Ids {
    private Ids() {}

    /** What is no id cannot be anyone's. */
    public static UUID of(String text, Supplier<ToolFailure> unknown) {
        return FilterSource.uuid(text).orElseThrow(unknown);
    }
}
