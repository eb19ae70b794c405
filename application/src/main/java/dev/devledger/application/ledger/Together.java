package dev.devledger.application.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who comes while others are at it waits, and then goes with all that wait: one of them leads, and does it for all. Nobody
 * waits for a group to become larger, nor for ever: a group that takes too long loses its place to the next one.
 */
final class Together<M> {
    private final int groups;
    private final int most;
    private final Duration patience;
    private final Supplier<RuntimeException> overdue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Seat<M>> waiting = new ArrayDeque<>();

    /** By identity; those that have lost their place are no more among them. */
    private final Set<Run> running = new HashSet<>();

    /**
     * @param groups how many may be at it at the same time
     * @param most how many are in a group
     * @param patience how long a group may take until the next one need not wait for it; who is in it waits twice as long
     * @param overdue what those hear then
     */
    Together(int groups, int most, Duration patience, Supplier<RuntimeException> overdue) {
        this.groups = groups;
        this.most = most;
        this.patience = patience;
        this.overdue = overdue;
    }

    private enum Turn {
        LEAD,
        DONE
    }

    /** A group that is at it. */
    private static final class Run {
        private final long begun = System.nanoTime();

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private static final class Seat<M> {
        private final M member;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();
        private @Nullable Run run;

        Seat(M member) {
            this.member = member;
        }
    }

    /**
     * Returns when it was in a group that has been run, by this thread or another one's.
     *
     * @param run answers null, or what those who wait are to hear too, as there is no use in running them
     */
    void join(M member, Function<List<M>, @Nullable RuntimeException> run) {
        Seat<M> seat = new Seat<>(member);
        if (leadsNow(seat) || await(seat) == Turn.LEAD) {
            lead(seat, run);
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return locked(waiting::size);
    }

    private boolean leadsNow(Seat<M> seat) {
        return locked(() -> {
            if (takePlace(seat)) {
                return true;
            }
            waiting.add(seat);
            return false;
        });
    }

    /** Where there is one, or one of those who have it has taken too long. */
    private boolean takePlace(Seat<M> seat) {
        running.removeIf(run -> run.age().compareTo(patience) >= 0);
        if (running.size() >= groups) {
            return false;
        }
        begin(seat);
        return true;
    }

    private void begin(Seat<M> seat) {
        Run run = new Run();
        seat.run = run;
        running.add(run);
    }

    private Turn await(Seat<M> seat) {
        while (true) {
            try {
                return seat.turn.get(locked(() -> untilNextLook(seat)).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException look) {
                if (locked(() -> takesOver(seat))) {
                    return Turn.LEAD;
                }
            } catch (ExecutionException | CompletionException turnedAway) {
                throw turnedAway.getCause() instanceof RuntimeException own ? own : overdue.get();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw overdue.get();
            }
        }
    }

    private Duration untilNextLook(Seat<M> seat) {
        Run run = seat.run;
        if (run != null) {
            return patience.multipliedBy(2).minus(run.age());
        }
        return running.stream()
                .map(each -> patience.minus(each.age()))
                .min(Duration::compareTo)
                .orElse(patience);
    }

    /** @throws RuntimeException where the group that it is in is overdue */
    private boolean takesOver(Seat<M> seat) {
        Run run = seat.run;
        if (run != null) {
            if (!seat.turn.isDone() && run.age().compareTo(patience.multipliedBy(2)) >= 0) {
                throw overdue.get();
            }
            return false;
        }
        return !seat.turn.isDone() && takePlace(seat) && waiting.remove(seat);
    }

    private void lead(Seat<M> seat, Function<List<M>, @Nullable RuntimeException> run) {
        List<Seat<M>> group = group(seat);
        RuntimeException failure = null;
        try {
            failure = run.apply(group.stream().map(each -> each.member).toList());
        } finally {
            end(seat, failure);
            group.forEach(each -> each.turn.complete(Turn.DONE));
        }
    }

    private List<Seat<M>> group(Seat<M> leader) {
        List<Seat<M>> group = new ArrayList<>(List.of(leader));
        return locked(() -> {
            while (group.size() < most && !waiting.isEmpty()) {
                Seat<M> next = waiting.remove();
                next.run = leader.run;
                group.add(next);
            }
            return group;
        });
    }

    private void end(Seat<M> leader, @Nullable RuntimeException failure) {
        locked(() -> {
            boolean hadItsPlace = running.remove(leader.run);
            if (failure != null) {
                waiting.forEach(each -> each.turn.completeExceptionally(failure));
                waiting.clear();
            }
            Seat<M> next = hadItsPlace ? waiting.poll() : null;
            if (next != null) {
                begin(next);
                next.turn.complete(Turn.LEAD);
            }
            return next;
        });
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
