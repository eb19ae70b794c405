package dev.devledger.application.claim;

import dev.devledger.application.claim.NextClaims.Wanted;
import dev.devledger.domain.task.TaskId;
import java.util.List;

/** Tasks that somebody can begin, for who is going to claim them. */
public interface ReadyTasks {
    /**
     * The first of them in the order in which they are to be begun, as they are stored. Others who ask wait until the
     * transaction at hand has ended, so that they are not told of the same ones.
     */
    List<TaskId> first(Wanted wanted, int count);
}
