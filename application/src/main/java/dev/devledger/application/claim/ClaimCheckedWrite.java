package dev.devledger.application.claim;

import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A write on tasks that agents may have claimed. Most tasks are unclaimed, and a write on them needs no further
 * statement: its answer, which is read before the commit, shows the claims. If a claim matters, the write is rolled
 * back and done once more, with the rules of claims checked first.
 *
 * @param own the tasks that are known to be claimed by the writer; null as long as the rules are not checked first
 */
public record ClaimCheckedWrite(
        Claims claims, Worker worker, @Nullable Set<UUID> own) {

    /** A claim matters for the write, so that nothing of this attempt may be stored. */
    private static final class Claimed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // an immutable set
        private final Set<UUID> own;

        Claimed(Set<UUID> own) {
            super("a task is claimed", null, false, false);
            this.own = own;
        }
    }

    /**
     * Returns a write of this worker. If the worker names its claim, the rules are checked at once, as no answer shows
     * that a claim is over. With force they are not: the first attempt has to find out which claims are the worker's
     * own.
     */
    public static ClaimCheckedWrite of(Claims claims, Worker worker) {
        return new ClaimCheckedWrite(claims, worker, worker.number() == null || worker.force() ? null : Set.of());
    }

    /** Runs {@code write} without a check of claims, and once more with one if a claim matters. */
    public <A> A run(Function<ClaimCheckedWrite, A> write) {
        try {
            return write.apply(this);
        } catch (Claimed claimed) {
            return write.apply(new ClaimCheckedWrite(claims, worker, claimed.own));
        }
    }

    /**
     * Checks before a write on the task; refuses it if another agent has claimed the task, or if the claim that the
     * worker names is over.
     */
    public void require(ChangeSet changes, String idOrKey) {
        if (own != null) {
            TaskId task = claims.identify(idOrKey);
            claims.require(changes, task, on(task, own));
        }
    }

    /** Ends the writer's claim of the task, after {@link #require} and a write that ends the work on the task. */
    public void end(ChangeSet changes, TaskId task) {
        if (own != null) {
            claims.end(changes, task, on(task, own));
        }
    }

    /**
     * Checks after the commands of a write that also changes these tasks, though it does not name them.
     *
     * @param ends true if the write ends the work on these tasks
     */
    public void along(ChangeSet changes, Collection<TaskId> tasks, boolean ends) {
        claims.along(changes, tasks, worker, ends);
    }

    /**
     * Checks claims after commands on tasks that the caller did not name one by one. Commands on notes are left out, as
     * they do not disturb the holder of a task.
     */
    public void along(ChangeSet changes, Collection<? extends Addressed> commands) {
        List<TaskCommand> written = disturbing(commands);
        Set<TaskId> ended = written.stream()
                .filter(ClaimCheckedWrite::endsWork)
                .map(TaskCommand::task)
                .collect(Collectors.toSet());
        Set<TaskId> others = written.stream()
                .map(TaskCommand::task)
                .filter(task -> !ended.contains(task))
                .collect(Collectors.toSet());
        along(changes, ended, true);
        along(changes, others, false);
    }

    /** Returns the tasks on which these commands would disturb a holder. */
    public static Set<TaskId> disturbed(Collection<? extends Addressed> commands) {
        return disturbing(commands).stream().map(TaskCommand::task).collect(Collectors.toSet());
    }

    private static List<TaskCommand> disturbing(Collection<? extends Addressed> commands) {
        return commands.stream()
                .filter(TaskCommand.class::isInstance)
                .map(TaskCommand.class::cast)
                .filter(each -> !(each instanceof TaskCommand.RetractNote || each instanceof TaskCommand.RestoreNote))
                .toList();
    }

    private static boolean endsWork(TaskCommand command) {
        return command instanceof TaskCommand.Delete
                || (command instanceof TaskCommand.ChangeStatus change && change.to() != TaskStatus.OPEN);
    }

    /**
     * Returns the worker for a check of this task: on a task that it has claimed itself without force, so that the
     * claim counts as its own.
     */
    private Worker on(TaskId task, Set<UUID> known) {
        boolean force = worker.force() && !known.contains(task.value());
        return new Worker(worker.agent(), worker.number(), force);
    }

    /** Returns the tasks that the writer holds, or held until this write. */
    public Set<UUID> worked(Collection<UUID> written, Map<UUID, ClaimView> live, boolean ends) {
        return written.stream()
                .filter(task ->
                        live.containsKey(task) ? isOwn(Objects.requireNonNull(live.get(task))) : ends && hasEnded(task))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOwn(ClaimView claim) {
        return claim.agent().equals(worker.agent());
    }

    /** True if the write ended a claim of the writer. */
    private boolean hasEnded(UUID task) {
        return own != null && (!worker.force() || own.contains(task));
    }

    /**
     * Returns normally if no claim matters for the write.
     *
     * @param live the claims of the tasks that have one
     * @param ends true if the write ends the work on the tasks
     */
    public void allow(Map<UUID, ClaimView> live, boolean ends) {
        if (own != null) {
            return;
        }
        Set<UUID> mine = live.entrySet().stream()
                .filter(each -> isOwn(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        boolean anothers = mine.size() < live.size();
        if (worker.number() != null || (ends && !mine.isEmpty()) || (anothers && !worker.force())) {
            throw new Claimed(mine);
        }
    }
}
