package dev.devledger.application.claim;

import dev.devledger.application.claim.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the claims of tasks. Each method that changes something adds to a change set; an {@code idOrKey} is
 * a task's id or key.
 */
public record Claims(TaskTree tree, HistoryQueries history, ClaimQueries claimed) {
    private static final int NEWEST = 10;

    /** Claims a task, which has to be open. {@code expectedVersion} is the version of the task that the caller saw. */
    public TaskId claim(ChangeSet changes, String idOrKey, String agent, int minutes, @Nullable Long expectedVersion) {
        TaskId task = identify(idOrKey);
        changes.send(new TaskCommand.RequireOpen(task, expectedVersion, changes.at()));
        changes.send(new ClaimCommand.Claim(task, agent, changes.at().plus(Duration.ofMinutes(minutes)), changes.at()));
        return task;
    }

    /** Releases a task; {@code note} says what was found and what is left. */
    public TaskId release(
            ChangeSet changes, String idOrKey, Worker by, @Nullable String note, @Nullable Long expectedVersion) {
        TaskId task = identify(idOrKey);
        if (expectedVersion != null) {
            changes.send(new TaskCommand.RequireVersion(task, expectedVersion, changes.at()));
        }
        changes.send(new ClaimCommand.Release(task, by.agent(), note, by.force(), changes.at()));
        return task;
    }

    /**
     * Checks before a write on the task; refuses it if another agent holds the task, or if the worker's named claim is
     * over.
     */
    void require(ChangeSet changes, TaskId task, Worker by) {
        changes.send(new ClaimCommand.Require(task, by.agent(), by.number(), by.force(), changes.at()));
    }

    /**
     * Ends the worker's own claim, after {@link #require} and a write that ends the work; another agent's claim stays.
     */
    void end(ChangeSet changes, TaskId task, Worker by) {
        if (!by.force()) {
            changes.send(new ClaimCommand.Release(task, by.agent(), null, false, changes.at()));
        }
    }

    /**
     * Checks after a write that also changes these tasks: refused if another agent holds one of them.
     *
     * @param ends true if the write ends the work on these tasks, and with it the worker's own claims
     */
    void along(ChangeSet changes, Collection<TaskId> tasks, Worker by, boolean ends) {
        List<UUID> ids = tasks.stream().map(TaskId::value).toList();
        for (ClaimedTask each : ids.isEmpty() ? List.<ClaimedTask>of() : claimed.of(ids, changes.at())) {
            along(changes, each, by, ends);
        }
    }

    /**
     * Checks one task; without force if the worker itself holds it. The worker's claim number is left out, as it is of
     * the task that the caller named.
     */
    private void along(ChangeSet changes, ClaimedTask each, Worker by, boolean ends) {
        boolean own = each.agent().equals(by.agent());
        Worker worker = new Worker(by.agent(), null, by.force() && !own);
        TaskId task = new TaskId(each.taskId());
        try {
            require(changes, task, worker);
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.CLAIMED ? goesAlong(each.key(), refused) : refused;
        }
        if (ends) {
            end(changes, task, worker);
        }
    }

    private static Rejection goesAlong(String key, Rejection refused) {
        String holder = String.valueOf(refused.facts().get("holder"));
        String until = String.valueOf(refused.facts().get("until"));
        return Rejection.of(
                        Rejection.Code.CLAIMED,
                        key + ", which this would change too, is claimed by " + holder + " until " + until
                                + ". Wait, or send force=true.")
                .with("holder", holder)
                .with("until", until)
                .with("task", key);
    }

    /**
     * Returns the changes that an agent who begins a task, or goes on with it, may have missed: by task, the changes by
     * others since the agent's last change of the task, or since the task was handed over. Tasks without such changes
     * are left out. Takes one statement for all tasks.
     *
     * @param write the change set by which the agent begins or goes on
     */
    public Map<UUID, List<MissedChange>> changedSince(Collection<UUID> tasks, String agent, UUID write) {
        return history.byOthers(tasks, agent, write, NEWEST).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream().map(MissedChange::of).toList()));
    }

    TaskId identify(String idOrKey) {
        return tree.identify(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
    }

    /**
     * The writer on a task, as far as claims go.
     *
     * @param number the number of the claim under which the agent works, null if the agent names none
     * @param force true to write also on tasks that another agent holds
     */
    public record Worker(String agent, @Nullable Long number, boolean force) {}

    /** A change of a task by another, while an agent was not looking. */
    public record MissedChange(
            Instant at, String actor, @Nullable String agent, String channel, String summary) {
        public static MissedChange of(HistoryView entry) {
            return new MissedChange(entry.at(), entry.actor(), entry.agent(), entry.channel(), entry.summary());
        }
    }
}
