package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.memory.ConflictView.EntityView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan of the next full cycle (docs/contract.md, section 4). {@code planHash} differs for each different plan. */
public record SyncPlan(String planHash, List<Item> plan) {
    public SyncPlan {
        plan = List.copyOf(plan);
    }

    /**
     * @param direction {@code push} to the remote, {@code pull} into the ledger
     * @param entity null if the ledger does not have the entity yet
     * @param name the project's name, or the task's title; the remote name if the ledger does not have the entity yet.
     *     Null if unknown
     * @param remoteId null if the remote has no object yet
     * @param fields the changed fields, by the names of docs/contract.md, section 4
     * @param rule the row of the decision tables, such as {@code F4} or {@code E2}
     */
    public record Item(
            String action,
            String direction,
            @Nullable EntityView entity,
            @Nullable String name,
            @Nullable String remoteId,
            List<String> fields,
            String rule) {
        public Item {
            fields = List.copyOf(fields);
        }
    }
}
