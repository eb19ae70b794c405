package dev.devledger.application.sync.memory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a guard holds, as people see it; the components are the fields of docs/contract.md, section 4. */
public record ApprovalView(
        UUID id,
        String planHash,
        String guard,
        String scope,
        List<Operation> operations,
        long estimateSeconds,
        Instant expiresAt) {
    public ApprovalView {
        operations = List.copyOf(operations);
    }

    /**
     * @param entity null for what the ledger does not have yet
     * @param name of the project, the title of the task, or what tells a time entry from others; null where it has none, or where its
     *     row could not be built
     */
    public record Operation(
            String action,
            @Nullable EntityView entity,
            @Nullable String name) {}
}
