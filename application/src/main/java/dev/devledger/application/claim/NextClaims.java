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

/** Claims ready tasks, so that agents who ask at the same time do not try for the same ones. */
public record NextClaims(Claims claims, NextClaims.ReadyTasks ready) {
    /** The codes of a task that was ready when it was read, but was claimed, closed or deleted since. */
    private static final Set<Rejection.Code> GONE =
            Set.of(Rejection.Code.CLAIMED, Rejection.Code.CONFLICT_STATE, Rejection.Code.NOT_FOUND);

    /**
     * The tasks to choose from.
     *
     * @param project id or key, null for all
     * @param tags a task must have all of them
     */
    public record ClaimFilter(@Nullable String project, Set<String> tags) {}

    /** Claims {@code count} tasks in the order in which they are to be begun, or fewer if no more are ready. */
    public List<TaskId> claim(ChangeSet changes, Worker by, int count, ClaimFilter wanted, int minutes) {
        ClaimDecider.check(by.agent(), Duration.ofMinutes(minutes));
        List<TaskId> claimed = new ArrayList<>();
        Set<TaskId> tried = new HashSet<>();
        List<TaskId> next;
        do {
            next = ready.first(wanted, count - claimed.size(), Set.copyOf(tried));
            next.stream().filter(task -> claims(changes, task, by, minutes)).forEach(claimed::add);
            tried.addAll(next); // a claimed task still looks ready: claims are stored at the end of the change set
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

    /** The tasks that can be begun, for a caller that is going to claim them. */
    public interface ReadyTasks {
        /**
         * Returns the first stored tasks that are ready, in the order in which they are to be begun; fewer than
         * {@code count} if there are no more. A task is not returned to another transaction until this one has ended:
         * others get the next tasks. A caller that would get no task, only because other transactions are about to
         * claim all ready ones, waits until they end, unless it has {@code tried} some tasks already.
         *
         * @param tried the tasks that this transaction got before, and cannot use
         */
        List<TaskId> first(ClaimFilter wanted, int count, Set<TaskId> tried);
    }
}
