package dev.devledger.application.ledger.axon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs members in groups: all members that wait while others run form the next group, whose first member runs it for
 * all. No group waits to become larger. A group that takes too long no longer keeps the next one waiting.
 */
final class GroupCommit<M> {
    private final int groups;
    private final int most;
    private final Deadlines deadlines;
    private final Duration patience;
    private final Supplier<RuntimeException> overdue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Seat> waiting = new ArrayDeque<>();

    /** The running groups that still keep others waiting; compared by identity. */
    private final Set<Run> running = new HashSet<>();

    /**
     * @param groups the number of groups that may run at the same time
     * @param most the most members of a group
     * @param patience the time after which a running group no longer keeps the next one waiting; the members of a
     *     running group wait twice as long
     * @param overdue the exception for members whose group takes longer than that
     */
    GroupCommit(int groups, int most, Deadlines deadlines, Duration patience, Supplier<RuntimeException> overdue) {
        this.groups = groups;
        this.most = most;
        this.deadlines = deadlines;
        this.patience = patience;
        this.overdue = overdue;
    }

    /** A group that runs, or is about to run. Compared by identity. */
    private final class Run {
        private final List<Seat> members = new CopyOnWriteArrayList<>();
        private final Deadlines.Deadline place = deadlines.begin(patience, () -> locked(() -> passOn(this)));
        private final Deadlines.Deadline end = deadlines.begin(patience.multipliedBy(2), () -> giveUp(this));

        Run(Seat leader) {
            members.add(leader);
        }

        /** Adds waiting members, and returns all members. */
        List<Seat> fill() {
            while (members.size() < most && !waiting.isEmpty()) {
                members.add(waiting.remove());
            }
            return members;
        }

        void close() {
            place.close();
            end.close();
        }
    }

    /**
     * A member that waits. {@code turn} completes with the run that the member is to lead, or with null once another
     * member has run its group.
     */
    private final class Seat {
        private final M member;
        private final CompletableFuture<@Nullable Run> turn = new CompletableFuture<>();

        Seat(M member) {
            this.member = member;
        }
    }

    /**
     * Returns once a group with this member has run, in this thread or another one.
     *
     * @param run runs the members; returns null, or an exception for all members that wait, if running them is of no
     *     use either
     */
    void join(M member, Function<List<M>, @Nullable RuntimeException> run) {
        Seat seat = new Seat(member);
        @Nullable Run own = locked(() -> takePlace(seat));
        if (own == null) {
            own = await(seat);
        }
        if (own != null) {
            lead(own, run);
        }
    }

    /** Returns the number of members that wait for their turn. */
    int waiting() {
        return locked(waiting::size);
    }

    /** Returns the run that the member leads; null if it has to wait, as enough groups are running. */
    private @Nullable Run takePlace(Seat seat) {
        if (running.size() < groups) {
            return begin(seat);
        }
        waiting.add(seat);
        return null;
    }

    private Run begin(Seat leader) {
        Run run = new Run(leader);
        running.add(run);
        return run;
    }

    /** Waits; returns the run that the member is to lead, or null if another thread has run its group. */
    private @Nullable Run await(Seat seat) {
        try {
            return seat.turn.get();
        } catch (ExecutionException turnedAway) {
            throw turnedAway.getCause() instanceof RuntimeException own ? own : overdue.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw overdue.get();
        }
    }

    private void lead(Run run, Function<List<M>, @Nullable RuntimeException> work) {
        List<Seat> group = locked(run::fill);
        RuntimeException failure = null;
        try {
            failure = work.apply(group.stream().map(each -> each.member).toList());
        } finally {
            end(run, failure);
            group.forEach(each -> each.turn.complete(null));
        }
    }

    private void end(Run run, @Nullable RuntimeException failure) {
        run.close();
        locked(() -> {
            if (failure != null) {
                waiting.forEach(each -> each.turn.completeExceptionally(failure));
                waiting.clear();
            }
            return passOn(run);
        });
    }

    /** Lets the next waiting member lead a run in the place of this one, unless that was done already. */
    private boolean passOn(Run run) {
        if (!running.remove(run)) {
            return false;
        }
        @Nullable Seat next = waiting.poll();
        return next != null && next.turn.complete(begin(next));
    }

    private void giveUp(Run run) {
        RuntimeException late = overdue.get();
        run.members.forEach(each -> each.turn.completeExceptionally(late));
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
