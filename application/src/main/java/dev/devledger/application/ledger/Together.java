package dev.devledger.application.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who comes while others are at it waits, and then goes with all that wait: one of them leads, and does it for all. Nobody
 * waits for a group to become larger.
 */
final class Together<M> {
    private final int groups;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Seat<M>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param groups how many may be at it at the same time
     * @param most how many are in a group
     */
    Together(int groups, int most) {
        this.groups = groups;
        this.most = most;
    }

    private enum Turn {
        LEAD,
        DONE
    }

    private record Seat<M>(M member, CompletableFuture<Turn> turn) {}

    /** Returns when it was in a group that has been run, by this thread or another one's. */
    void join(M member, Consumer<List<M>> run) {
        Seat<M> seat = new Seat<>(member, new CompletableFuture<>());
        if (leadsNow(seat) || seat.turn().join() == Turn.LEAD) {
            lead(seat, run);
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean leadsNow(Seat<M> seat) {
        lock.lock();
        try {
            if (running < groups) {
                running++;
                return true;
            }
            waiting.add(seat);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void lead(Seat<M> seat, Consumer<List<M>> run) {
        List<Seat<M>> group = group(seat);
        try {
            run.accept(group.stream().map(Seat::member).toList());
        } finally {
            passOn();
            group.forEach(each -> each.turn().complete(Turn.DONE));
        }
    }

    private List<Seat<M>> group(Seat<M> leader) {
        List<Seat<M>> group = new ArrayList<>(List.of(leader));
        lock.lock();
        try {
            while (group.size() < most && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        return group;
    }

    private void passOn() {
        lock.lock();
        try {
            Seat<M> next = waiting.poll();
            if (next == null) {
                running--;
            } else {
                next.turn().complete(Turn.LEAD);
            }
        } finally {
            lock.unlock();
        }
    }
}
