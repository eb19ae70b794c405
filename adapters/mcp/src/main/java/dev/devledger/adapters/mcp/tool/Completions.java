package dev.devledger.adapters.mcp.tool;

import java.util.List;

/** What a person may mean who has typed the beginning of an argument. */
public interface Completions {

    /** At most 100, of the argument {@code key} or {@code project}. */
    List<String> of(String argument, String prefix);
}
