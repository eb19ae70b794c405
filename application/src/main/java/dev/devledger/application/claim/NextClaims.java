package dev.devledger.application.claim;

import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims of whatever is ready, so that agents who ask at the same time do not try for the same tasks. */
public record NextClaims(Claims claims, NextClaims.ReadyTasks ready) {
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
}
