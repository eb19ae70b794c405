package dev.devledger.application.claim;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.claim.ClaimDecider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims of whatever is ready, so that agents who ask at the same time do not try for the same tasks. */
public record NextClaims(Claims claims, ReadyTasks ready) {
    /** Why a task that was ready when it was read cannot be claimed: somebody took it, closed it or deleted it since. */
    private static final Set<Rejection.Code> GONE =
            Set.of(Rejection.Code.CLAIMED, Rejection.Code.CONFLICT_STATE, Rejection.Code.NOT_FOUND);

    /**
     * Which tasks.
     *
     * @param project id or key, null for all
     * @param tags a task must have all of them
     */
    public record Wanted(@Nullable String project, Set<String> tags) {}

    /** Claims so many, in the order in which they are to be begun, or fewer where no more are ready. */
    public List<TaskId> claim(ChangeSet changes, Worker by, int count, Wanted wanted, int minutes) {
        ClaimDecider.check(by.agent(), Duration.ofMinutes(minutes));
        List<TaskId> claimed = new ArrayList<>();
        Set<TaskId> tried = new HashSet<>();
        List<TaskId> next;
        do {
            next = ready.first(wanted, count - claimed.size(), Set.copyOf(tried));
            next.stream().filter(task -> claims(changes, task, by, minutes)).forEach(claimed::add);
            tried.addAll(next); // it still looks ready: what is claimed is stored at the end of the change set
        } while (!next.isEmpty() && claimed.size() < count);
        return claimed;
    }

    private boolean claims(ChangeSet changes, TaskId task, Worker by, int minutes) {
        try {
            claims.claim(changes, task.toString(), by.agent(), minutes, null);
            return true;
        } catch (Rejection refused) {
            if (GONE.contains(refused.code())) {
                return false;
            }
            throw refused;
        }
    }
}
