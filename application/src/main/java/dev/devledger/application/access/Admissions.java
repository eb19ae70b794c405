package dev.devledger.application.access;

import dev.devledger.application.access.Limit.CallerLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admits the requests of each caller, as far as its limits go. */
public final class Admissions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    /** The time that a request waits for a place: one that is idle on another node comes back within it. */
    private static final Duration PATIENCE = CallerBook.IDLE.multipliedBy(2);

    private final CallerLimits limits;
    private final SharedPermits permits;
    private final LongSupplier nanos;
    private final Duration patience;
    private final Map<String, CallerBook> books = new ConcurrentHashMap<>();
    private final AtomicBoolean tidying = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;

    public Admissions(CallerLimits limits, SharedPermits permits) {
        this(limits, permits, System::nanoTime, PATIENCE);
    }

    Admissions(CallerLimits limits, SharedPermits permits, LongSupplier nanos, Duration patience) {
        this.limits = limits;
        this.permits = permits;
        this.nanos = nanos;
        this.patience = patience;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("caller-limits").daemon().factory(), new DiscardPolicy());
    }

    /** Admits a request; {@code caller} has limits of its own, such as a token. */
    public Admission admit(String caller) {
        Admission admission = books.computeIfAbsent(
                        caller, each -> new CallerBook(each, limits, permits, nanos, patience))
                .admit();
        if (admission instanceof Admission.In && !limits.atOnce().isOff()) {
            tidySoon();
        }
        return admission;
    }

    /** Schedules a look for idle places, as long as any place is held. */
    private void tidySoon() {
        if (tidying.compareAndSet(false, true)) {
            var unused = timer.schedule(this::tidyAndGoOn, CallerBook.IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks for idle places; a request that comes in from now on schedules the next look. */
    private void tidyAndGoOn() {
        tidying.set(false);
        try {
            if (tidy()) {
                tidySoon();
            }
        } catch (RuntimeException unexpected) {
            LOG.warn("Idle places could not be given back", unexpected);
            tidySoon();
        }
    }

    boolean tidy() {
        boolean anyHeld = false;
        for (CallerBook each : books.values()) {
            anyHeld |= each.tidy();
        }
        return anyHeld;
    }

    /** Gives back what this node holds, so that the others need not wait for the end of its lease. */
    @Override
    public void close() {
        timer.shutdownNow();
        books.values().forEach(CallerBook::giveBack);
    }

    /** The answer to a request that wants to come in. */
    public sealed interface Admission {

        /** The request may come in, and has its place until this is closed. */
        non-sealed interface In extends Admission, AutoCloseable {
            @Override
            void close();
        }

        /** The request may not come in, nor earlier than after that time. */
        record TooMany(Kind kind, Limit limit, Duration after) implements Admission {}

        /** The limit that was reached. */
        enum Kind {
            REQUESTS,
            AT_ONCE
        }
    }

    /**
     * The use of each caller's limits by all nodes. A node takes requests in blocks, so that most of them cost no step
     * among all nodes (ADR 0136).
     */
    public interface SharedPermits {
        /** The longest time that a block is good, as takes are counted in slots of this length. */
        Duration SLOT = Duration.ofSeconds(10);

        /** The number of slots that a minute can touch. */
        int SLOTS = 7;

        /** The time for which the places of a silent node stay its own. */
        Duration LEASE = Duration.ofSeconds(15);

        /** Requests of a block that were not made. */
        record Unused(long slot, int requests) {}

        /**
         * The wish of a node.
         *
         * @param requests the number of further requests; zero if it needs none
         * @param places the number of places from now on, those that it holds included
         * @param unused the rest of its block before, whose time is over; null if nothing is left
         */
        record PermitRequest(
                int requests, int places, @Nullable Unused unused) {}

        /**
         * The answer to a wish.
         *
         * @param requests the number of requests; zero if none are left, and then {@code after} says for how long
         * @param good the time within which they can be made
         * @param slot the slot by which they are given back
         * @param places the number of places that it holds now
         */
        record Grant(int requests, long slot, Duration good, Duration after, int places) {}

        /** Takes what the wish names, in one step among all nodes. */
        Grant take(String caller, CallerLimits limits, PermitRequest wish);

        /** Sets the number of places of this node from now on, which is no more than before. */
        void hold(String caller, int places);

        /** The store of the limits is away. */
        final class Unavailable extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public Unavailable(Throwable cause) {
                super("What other nodes have let in cannot be told", cause);
            }
        }
    }
}
