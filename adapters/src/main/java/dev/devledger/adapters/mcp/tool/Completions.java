package dev.devledger.adapters.mcp.tool;

import java.util.List;

/** What a client offers while a person types an argument of a prompt or of a resource's URI. */
public interface Completions {
    /** At most 100, of the argument {@code key} or {@code project}. */
    List<String> of(String argument, String prefix);
}
