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

/** Lets the requests of each caller in, as far as its limits go. */
public final class Admissions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    /** So long a request waits for a place: one that is idle on another node comes back within it. */
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

    /** {@code caller} is whoever has limits of its own, such as a token. */
    public Admission admit(String caller) {
        Admission admission = books.computeIfAbsent(
                        caller, each -> new CallerBook(each, limits, permits, nanos, patience))
                .admit();
        if (admission instanceof Admission.In && !limits.atOnce().isOff()) {
            tidySoon();
        }
        return admission;
    }

    /** As long as something is held. */
    private void tidySoon() {
        if (tidying.compareAndSet(false, true)) {
            var unused = timer.schedule(this::tidyAndGoOn, CallerBook.IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whoever comes in from now on sees to it that there is a next time. */
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

    /** What this node holds is given back, so that the others need not wait for the end of its lease. */
    @Override
    public void close() {
        timer.shutdownNow();
        books.values().forEach(CallerBook::giveBack);
    }

    /** Whether a request may come in. */
    public sealed interface Admission {

        /** It may; until it is closed it has its place. */
        non-sealed interface In extends Admission, AutoCloseable {
            @Override
            void close();
        }

        /** It may not, and would not earlier than after that time. */
        record TooMany(Kind kind, Limit limit, Duration after) implements Admission {}

        /** Which limit was reached. */
        enum Kind {
            REQUESTS,
            AT_ONCE
        }
    }

    /**
     * What the nodes have taken of each caller's limits. A node takes requests in blocks, so that most of them cost no step
     * among all nodes (ADR 0136).
     */
    public interface SharedPermits {
        /** For at most so long a block is good, since what is taken counts in slots of this length. */
        Duration SLOT = Duration.ofSeconds(10);

        /** In so many slots: a minute touches no more of them. */
        int SLOTS = 7;

        /** So long the places of a node that says nothing more are its own. */
        Duration LEASE = Duration.ofSeconds(15);

        /** Requests of a block that were not made. */
        record Unused(long slot, int requests) {}

        /**
         * What a node asks for.
         *
         * @param requests how many more it would like; zero where it needs none
         * @param places how many it would like to hold from now on, those that it holds included
         * @param unused what is left of its block before, whose time is over; null where nothing is
         */
        record Wish(int requests, int places, @Nullable Unused unused) {}

        /**
         * What it gets.
         *
         * @param requests how many; zero where none are left, and then {@code after} says for how long
         * @param good how long they can be made
         * @param slot by which they are given back
         * @param places how many it holds now
         */
        record Grant(int requests, long slot, Duration good, Duration after, int places) {}

        /** In one step among all nodes. */
        Grant take(String caller, CallerLimits limits, Wish wish);

        /** From now on this node holds so many places, which are no more than before. */
        void hold(String caller, int places);

        /** Nobody can be asked. */
        final class Unavailable extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public Unavailable(Throwable cause) {
                super("What other nodes have let in cannot be told", cause);
            }
        }
    }
}
