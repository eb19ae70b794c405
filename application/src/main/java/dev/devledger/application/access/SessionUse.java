package dev.devledger.application.access;

import dev.devledger.application.access.RequestLimiter.Admission;
import dev.devledger.application.access.RequestLimiter.Admission.Kind;
import dev.devledger.application.access.RequestLimiter.Admission.TooMany;
import dev.devledger.application.access.RequestLimiter.Limit.SessionLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The use that one session has made of its limits. A stream that is refused because too many are open still counts as a
 * request: the search for listeners that have left costs more than most requests.
 */
public final class SessionUse {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The wait after each write to the streams, in which the stream of a listener that has left ends. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final int WORDS = 2;

    private final SessionLimits limits;
    private final OpenStreams open;
    private final LongSupplier nanos;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition streamEnded = lock.newCondition();

    /** The times of the requests of the last second, no more than the limit. */
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

    /** Admits a request, or refuses it. A stream counts as a request too, and counts as open until it is closed. */
    public Admission admit(boolean stream) {
        TooMany refused = count();
        if (refused != null) {
            return refused;
        }
        return stream ? open() : Stay.INSTANCE;
    }

    /** Counts the request; returns null if the last second has room for it, else the refusal. */
    private @Nullable TooMany count() {
        if (limits.requests().isOff()) {
            return null;
        }
        lock.lock();
        try {
            long now = nanos.getAsLong();
            while (!came.isEmpty() && now - came.getFirst() >= SECOND) {
                came.removeFirst();
            }
            if (came.size() >= limits.requests().most()) {
                return new TooMany(
                        Kind.REQUESTS, limits.requests(), Duration.ofNanos(SECOND - (now - came.getFirst())));
            }
            came.addLast(now);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Admission open() {
        for (int words = 0; words < WORDS && !hasRoom(); words++) {
            findWhoHasLeft();
        }
        lock.lock();
        try {
            if (streams >= limits.streams().most()) {
                return new TooMany(Kind.AT_ONCE, limits.streams(), Duration.ofNanos(SECOND));
            }
            streams++;
            return new Stream();
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

    /**
     * Finds streams whose listeners have left. A browser that goes from page to page leaves streams open, whose end
     * would be noticed only at the next message.
     */
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

    /** The place of a plain request, which holds nothing. */
    private enum Stay implements Admission.In {
        INSTANCE;

        @Override
        public void close() {
            // nothing was taken, so nothing is given back
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

    /** The streams that are open on this node. */
    public interface OpenStreams {

        /**
         * Writes to each stream, as only a write shows that a listener has left. Two writes are needed, because the
         * first one gets lost unnoticed.
         */
        void speak();
    }
}
