package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Completions;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import java.util.List;

/**
 * Completes projects, by their keys and by their names. What it answers are keys: one name may be that of several
 * projects, and a key is taken wherever a name is.
 */
record ProjectCompletions(Labels labels) implements Completions {
    private static final int MOST = 100;

    @Override
    public List<String> of(String argument, String prefix) {
        return switch (argument) {
            case "key", "project" ->
                labels.projectsBeginning(prefix.strip(), MOST).stream()
                        .map(Label::key)
                        .toList();
            default -> List.of();
        };
    }
}
