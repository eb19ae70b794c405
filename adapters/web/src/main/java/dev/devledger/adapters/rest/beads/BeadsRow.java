package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Rejection.Violation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An issue as a task of the ledger's own form of a file.
 *
 * @param remarks what the task does not say as the issue does
 * @param known the task that an export of the ledger made the issue of, null where another program made it
 */
public record BeadsRow(
        ObjectNode task, List<Violation> remarks, @Nullable UUID known) {}
