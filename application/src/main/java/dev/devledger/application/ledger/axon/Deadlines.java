package dev.devledger.application.ledger.axon;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on work that takes too long. One watch looks through all open work now and then: nearly nothing is late, and a
 * timer for each write would have to be cancelled.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** The looks at nothing after which the watch ends; the next deadline restarts it. */
    private static final int QUIET = 100;

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final ThreadFactory threads;
    private final Duration betweenLooks;
    private final int quietLooks;
    private final LongSupplier nanos;

    Deadlines() {
        this(Thread.ofVirtual().name("deadline").factory(), BETWEEN_LOOKS, QUIET, System::nanoTime);
    }

    /** @param threads the threads that act on late work */
    Deadlines(ThreadFactory threads, Duration betweenLooks, int quietLooks, LongSupplier nanos) {
        this.threads = threads;
        this.betweenLooks = betweenLooks;
        this.quietLooks = quietLooks;
        this.nanos = nanos;
    }

    /** A deadline that work closes when it is in time. By identity. */
    final class Deadline {
        private final long begun = nanos.getAsLong();
        private final long patience;
        private final Runnable late;

        private Deadline(Duration patience, Runnable late) {
            this.patience = patience.toNanos();
            this.late = late;
        }

        private boolean isOver() {
            return nanos.getAsLong() - begun >= patience;
        }

        void close() {
            open.remove(this);
        }
    }

    /** @param late runs once, on a thread of its own, if the deadline is not closed by then or a moment later */
    Deadline begin(Duration patience, Runnable late) {
        Deadline deadline = new Deadline(patience, late);
        open.add(deadline);
        if (!watched.get() && watched.compareAndSet(false, true)) {
            startWatch();
        }
        return deadline;
    }

    private void startWatch() {
        boolean started = false;
        try {
            Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
            started = true;
        } finally {
            if (!started) {
                watched.set(false); // the next deadline tries again
            }
        }
    }

    private void watch() {
        int quiet = 0;
        while (quiet < quietLooks || goesOn()) {
            try {
                Thread.sleep(betweenLooks);
            } catch (InterruptedException e) {
                continue; // only this loop uses this thread
            }
            quiet = open.isEmpty() ? quiet + 1 : 0;
            look();
        }
    }

    /** Goes on even without memory for a thread: those who wait depend on this watch. */
    private void look() {
        try {
            List<Deadline> over = open.stream().filter(Deadline::isOver).toList();
            over.forEach(each -> {
                Thread late = threads.newThread(each.late);
                if (open.remove(each)) {
                    late.start();
                }
            });
        } catch (RuntimeException | Error e) {
            LOG.error("Work on the database that takes too long could not be cancelled; trying again", e);
        }
    }

    /** True if a deadline began just as the watch ended, and this watch, not a new one, goes on with it. */
    private boolean goesOn() {
        watched.set(false);
        return !open.isEmpty() && watched.compareAndSet(false, true);
    }
}
