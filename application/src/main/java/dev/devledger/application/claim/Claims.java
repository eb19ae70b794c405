package dev.devledger.application.claim;

import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the claims of tasks. Each method that changes something adds to a change set; an {@code idOrKey} is
 * a task's id or key.
 */
public record Claims(TaskTree tree, HistoryQueries history, Claims.ClaimQueries claimed) {
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

    /** Returns the tasks among these that another agent holds at that moment. */
    public List<ClaimedTask> ofOthers(Collection<TaskId> tasks, Instant at, String agent) {
        List<UUID> ids = tasks.stream().map(TaskId::value).toList();
        return ids.isEmpty()
                ? List.of()
                : claimed.of(ids, at).stream()
                        .filter(each -> !each.agent().equals(agent))
                        .toList();
    }

    /**
     * Refuses the write if another agent holds this task, unless the worker forces it. The worker's claim number is not
     * checked, as it belongs to the task that the caller named.
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

    /** Reads of claims. */
    public interface ClaimQueries {
        /** Returns the claims whose time is not over, the one that ends soonest first; {@code project} is null for all. */
        Page<ClaimedTask> live(@Nullable UUID project, PageRequest page);

        /** Returns the tasks among these that are claimed at that moment. */
        List<ClaimedTask> of(Collection<UUID> tasks, Instant at);

        /** Returns an overview with at most so many claimed tasks; {@code project} is null for all. */
        ClaimOverview overview(@Nullable UUID project, int most);

        /** A task with its claim. */
        record ClaimedTask(
                UUID taskId,
                UUID projectId,
                String key,
                String title,
                String agent,
                String actor,
                Instant since,
                Instant until,
                long number) {}

        /**
         * The claims of now, and the tasks that several agents have begun and none has finished.
         *
         * @param count the number of claims whose time is not over
         * @param tasks some of the claimed tasks; the task whose claim ends first comes first
         * @param often open tasks that were claimed often, the most often claimed task first
         */
        record ClaimOverview(int count, List<Held> tasks, List<ClaimCount> often) {
            public record Held(String key, String title, String agent, Instant until) {}

            /** {@code claims} is the number of the task's claims. */
            public record ClaimCount(String key, String title, long claims) {}
        }
    }
}
