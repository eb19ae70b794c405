package dev.devledger.application.limit;

import dev.devledger.application.limit.Admission.Kind;
import dev.devledger.application.limit.Admission.TooMany;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What one session has used of its limits. Whatever is refused uses nothing of them. */
public final class SessionUse {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SessionLimits limits;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    /** When those of the last second came, which are no more than the limit. */
    private final Deque<Long> came = new ArrayDeque<>();

    private int streams;

    public SessionUse(SessionLimits limits) {
        this(limits, System::nanoTime);
    }

    SessionUse(SessionLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** A stream is a request as well, and has its place until it is closed. */
    public Admission admit(boolean stream) {
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

    private void left() {
        lock.lock();
        try {
            streams--;
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
