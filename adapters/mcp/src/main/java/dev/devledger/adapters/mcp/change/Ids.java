package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids in arguments, as an answer gave them. */
public final class Ids {
    private Ids() {}

    /** What is no id cannot be anyone's. */
    public static UUID of(String text, Supplier<ToolFailure> unknown) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException notOne) {
            // said below, as for the short forms that Java takes
        }
        throw unknown.get();
    }
}
