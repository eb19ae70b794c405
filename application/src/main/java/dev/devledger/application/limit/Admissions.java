package dev.devledger.application.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
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
}
