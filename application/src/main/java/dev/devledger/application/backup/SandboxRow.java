package dev.devledger.application.backup;

import java.util.List;
import java.util.Objects;

/**
 * A row of the service that Devledger serves itself. It goes along with the links: to a ledger beside an empty sandbox all
 * of its cards would be gone.
 *
 * @param table one of {@link #TABLES}
 * @param row its columns, as a JSON object
 */
public record SandboxRow(String table, String row) implements LedgerRecord {
    /** Without those of tokens, which are good for one place only. */
    public static final List<String> TABLES =
            List.of("account", "project", "task", "project_group", "board_column", "tag", "task_comment");

    public SandboxRow {
        Objects.requireNonNull(row, "row");
        if (!TABLES.contains(table)) {
            throw new IllegalArgumentException("The sandbox has no table " + table);
        }
    }
}
