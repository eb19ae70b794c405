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
 * Acts on work that takes too long. One thread checks all open work now and then: nearly nothing is late, and a timer
 * for each write would nearly always be cancelled.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** The checks without open work after which the watching thread ends; the next deadline starts it again. */
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

    /** A deadline, which its work closes if it is done in time. Compared by identity. */
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

    /** @param late runs once, on its own thread, if the deadline is not closed in time or a moment later */
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

    /**
     * Starts the actions of late work. Goes on even if there is no memory for a thread, as waiting callers depend on
     * this thread.
     */
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

    /** True if a deadline began just as this thread was about to end, and no other thread was started for it. */
    private boolean goesOn() {
        watched.set(false);
        return !open.isEmpty() && watched.compareAndSet(false, true);
    }
}
