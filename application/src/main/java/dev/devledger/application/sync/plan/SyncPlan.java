package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.memory.ConflictView.EntityView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the next full cycle would do (docs/contract.md, section 4). {@code planHash} is another one for each other plan.
 */
public record SyncPlan(String planHash, List<Item> plan) {
    public SyncPlan {
        plan = List.copyOf(plan);
    }

    /**
     * @param direction {@code push} is to the remote, {@code pull} into the ledger
     * @param entity null for what the ledger does not have yet
     * @param name of the project, or the title of the task; of what the ledger does not have yet, as it is there. Null where
     *     nobody knows it
     * @param remoteId null for what the remote does not have yet
     * @param fields what changes, by the names of docs/contract.md, section 4
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
