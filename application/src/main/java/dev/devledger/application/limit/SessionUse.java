package dev.devledger.application.limit;

import dev.devledger.application.limit.Admission.Kind;
import dev.devledger.application.limit.Admission.TooMany;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What one session has used of its limits. Whatever is refused uses nothing of them. */
public final class SessionUse {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** So long after each of the words a stream is waited for whose listener has left. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final int WORDS = 2;

    private final SessionLimits limits;
    private final OpenStreams open;
    private final LongSupplier nanos;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition streamEnded = lock.newCondition();

    /** When those of the last second came, which are no more than the limit. */
    private final Deque<Long> came = new ArrayDeque<>();

    private int streams;

    public SessionUse(SessionLimits limits, OpenStreams open) {
        this(limits, open, System::nanoTime, PATIENCE);
    }

    SessionUse(SessionLimits limits, OpenStreams open, LongSupplier nanos, Duration patience) {
        this.limits = limits;
        this.open = open;
        this.nanos = nanos;
        this.patience = patience;
    }

    /** A stream is a request as well, and has its place until it is closed. */
    public Admission admit(boolean stream) {
        for (int words = 0; stream && words < WORDS && !hasRoom(); words++) {
            findWhoHasLeft();
        }
        lock.lock();
        try {
            long now = nanos.getAsLong();
            while (!came.isEmpty() && now - came.getFirst() >= SECOND) {
                came.removeFirst();
            }
            if (!limits.requests().isOff() && came.size() >= limits.requests().most()) {
                return new TooMany(
                        Kind.REQUESTS, limits.requests(), Duration.ofNanos(SECOND - (now - came.getFirst())));
            }
            if (stream && streams >= limits.streams().most()) {
                return new TooMany(Kind.AT_ONCE, limits.streams(), Duration.ofNanos(SECOND));
            }
            if (!limits.requests().isOff()) {
                came.addLast(now);
            }
            streams += stream ? 1 : 0;
            return stream ? new Stream() : Stay.INSTANCE;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        lock.lock();
        try {
            return streams < limits.streams().most();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever goes from page to page leaves streams behind that would be noticed only when there is something to say. */
    private void findWhoHasLeft() {
        open.speak();
        lock.lock();
        try {
            long left = patience.toNanos();
            while (streams >= limits.streams().most() && left > 0) {
                left = streamEnded.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void left() {
        lock.lock();
        try {
            streams--;
            streamEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is held for it. */
    private enum Stay implements Admission.In {
        INSTANCE;

        @Override
        public void close() {
            // nothing was taken that could be given back
        }
    }

    private final class Stream implements Admission.In {
        private boolean open = true;

        @Override
        public void close() {
            if (open) {
                open = false;
                left();
            }
        }
    }
}
