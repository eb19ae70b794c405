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
 * Groups members that come while others run: all that wait go together, and one of them leads and does it for all. No
 * group waits to become larger, nor is awaited for ever: one that takes too long loses its place to the next.
 */
final class GroupCommit<M> {
    private final int groups;
    private final int most;
    private final Deadlines deadlines;
    private final Duration patience;
    private final Supplier<RuntimeException> overdue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Seat> waiting = new ArrayDeque<>();

    /** The running groups, by identity, without those that have lost their place. */
    private final Set<Run> running = new HashSet<>();

    /**
     * @param groups the number of groups that may run at the same time
     * @param most the most members of a group
     * @param patience the time after which the next group need not wait for a running one; its members wait twice as
     *     long
     * @param overdue the exception for those members
     */
    GroupCommit(int groups, int most, Deadlines deadlines, Duration patience, Supplier<RuntimeException> overdue) {
        this.groups = groups;
        this.most = most;
        this.deadlines = deadlines;
        this.patience = patience;
        this.overdue = overdue;
    }

    /** A group that runs, or is about to. By identity. */
    private final class Run {
        private final List<Seat> members = new CopyOnWriteArrayList<>();
        private final Deadlines.Deadline place = deadlines.begin(patience, () -> locked(() -> passOn(this)));
        private final Deadlines.Deadline end = deadlines.begin(patience.multipliedBy(2), () -> giveUp(this));

        Run(Seat leader) {
            members.add(leader);
        }

        /** Adds the waiting members. */
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

    /** A member's seat. The turn is the run that it is to lead, and null once it has been in another's. */
    private final class Seat {
        private final M member;
        private final CompletableFuture<@Nullable Run> turn = new CompletableFuture<>();

        Seat(M member) {
            this.member = member;
        }
    }

    /**
     * Returns when a group with the member has been run, by this thread or another one.
     *
     * @param run returns null, or the exception for those who wait too, as there is no use in running them
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

    /** Null if there is no place, and the member waits. */
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

    /** Null if another thread has run the member's group. */
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

    /** Passes the place on to the next who waits, unless that was done already. */
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
