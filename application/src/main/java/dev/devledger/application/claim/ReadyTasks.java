package dev.devledger.application.claim;

import dev.devledger.application.claim.NextClaims.Wanted;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.Set;

/** Tasks that somebody can begin, for who is going to claim them. */
public interface ReadyTasks {
    /**
     * The first of them in the order in which they are to be begun, as they are stored, fewer where there are no more. What
     * one is told of, nobody else is until the transaction at hand has ended: others are told of what comes behind it. Who
     * would be told of nothing, only because others are about to claim all that is ready, waits for how that ends, unless
     * it has {@code tried} some already.
     *
     * @param tried what this transaction was told of before, and has no use for
     */
    List<TaskId> first(Wanted wanted, int count, Set<TaskId> tried);
}
