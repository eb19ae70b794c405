package dev.devledger.application.access;

import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admits the requests of callers within their limits. A place is the right to have one request answered at a time. */
public final class RequestLimiter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLimiter.class);

    /** The longest wait of a request for a place: another node gives back an idle place within this time. */
    private static final Duration PATIENCE = CallerLimitState.IDLE.multipliedBy(2);

    private final CallerLimits limits;
    private final SharedPermits permits;
    private final LongSupplier nanos;
    private final Duration patience;
    private final Map<String, CallerLimitState> books = new ConcurrentHashMap<>();
    private final AtomicBoolean tidying = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;

    public RequestLimiter(CallerLimits limits, SharedPermits permits) {
        this(limits, permits, System::nanoTime, PATIENCE);
    }

    RequestLimiter(CallerLimits limits, SharedPermits permits, LongSupplier nanos, Duration patience) {
        this.limits = limits;
        this.permits = permits;
        this.nanos = nanos;
        this.patience = patience;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("caller-limits").daemon().factory(), new DiscardPolicy());
    }

    /** Admits a request, or refuses it. {@code caller} is the unit that has limits, such as a token. */
    public Admission admit(String caller) {
        Admission admission = books.computeIfAbsent(
                        caller, each -> new CallerLimitState(each, limits, permits, nanos, patience))
                .admit();
        if (admission instanceof Admission.In && !limits.atOnce().isOff()) {
            tidySoon();
        }
        return admission;
    }

    /** Schedules a search for idle places, as long as this node holds any place. */
    private void tidySoon() {
        if (tidying.compareAndSet(false, true)) {
            var unused = timer.schedule(this::tidyAndGoOn, CallerLimitState.IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives back idle places; a request that comes in from now on schedules the next search. */
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
        for (CallerLimitState each : books.values()) {
            anyHeld |= each.tidy();
        }
        return anyHeld;
    }

    /** Gives back this node's places, so that other nodes need not wait for the end of its lease. */
    @Override
    public void close() {
        timer.shutdownNow();
        books.values().forEach(CallerLimitState::giveBack);
    }

    /** The answer to a request that wants to come in. */
    public sealed interface Admission {

        /** The request may come in, and holds its place until this object is closed. */
        non-sealed interface In extends Admission, AutoCloseable {
            @Override
            void close();
        }

        /** The request may not come in; it may be sent again after {@code after}. */
        record TooMany(Kind kind, Limit limit, Duration after) implements Admission {}

        /** The limit that was reached. */
        enum Kind {
            REQUESTS,
            AT_ONCE
        }
    }

    /**
     * The use of each caller's limits by all nodes. A node takes permits for requests in blocks, so that most requests
     * need no agreement between nodes (ADR 0136).
     */
    public interface SharedPermits {
        /** The longest time for which a block can be used, as permits are counted in slots of this length. */
        Duration SLOT = Duration.ofSeconds(10);

        /** The number of slots that a minute can touch. */
        int SLOTS = 7;

        /** The time for which a node that does not report keeps its places. */
        Duration LEASE = Duration.ofSeconds(15);

        /** The permits of a block that the node did not use. */
        record Unused(long slot, int requests) {}

        /**
         * A node's request for permits.
         *
         * @param requests the number of further requests that the node needs permits for; zero if none
         * @param places the number of places that the node needs from now on, including the ones it holds
         * @param unused the unused permits of the node's block before, whose time is over; null if none are left
         */
        record PermitRequest(
                int requests, int places, @Nullable Unused unused) {}

        /**
         * The answer to a {@link PermitRequest}.
         *
         * @param requests the number of permits for requests; zero if none are left, which {@code after} then says for
         *     how long
         * @param good the time within which the permits can be used
         * @param slot the slot to name when unused permits are given back
         * @param places the number of places that the node holds now
         */
        record Grant(int requests, long slot, Duration good, Duration after, int places) {}

        /** Takes the requested permits, atomically among all nodes. */
        Grant take(String caller, CallerLimits limits, PermitRequest wish);

        /** Sets the number of places that this node holds from now on, which is no more than before. */
        void hold(String caller, int places);

        /** The store of the permits cannot be reached. */
        final class Unavailable extends RuntimeException {
            private static final long serialVersionUID = 1L;

            public Unavailable(Throwable cause) {
                super("What other nodes have let in cannot be told", cause);
            }
        }
    }

    /** An upper limit: at most {@code most}. */
    public record Limit(int most) {
        public static final Limit OFF = new Limit(Integer.MAX_VALUE);

        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

        /**
         * Reads the form of a setting: a number, or {@code off}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Limit of(String text) {
            // An unquoted off in YAML arrives as false.
            if (text.equals("off") || text.equals("false")) {
                return OFF;
            }
            if (!NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is neither a number from 1 to 999999999 nor off");
            }
            return new Limit(Integer.parseInt(text));
        }

        public boolean isOff() {
            return most == OFF.most;
        }

        @Override
        public String toString() {
            return isOff() ? "off" : Integer.toString(most);
        }

        /**
         * The limits of one caller.
         *
         * @param requests the requests in any minute
         * @param atOnce the requests that are being answered at one time
         */
        public record CallerLimits(Limit requests, Limit atOnce) {
            public static final CallerLimits OFF = new CallerLimits(Limit.OFF, Limit.OFF);
        }

        /**
         * The limits of one session of a browser. A session belongs to one node, so that only this node counts its use.
         *
         * @param requests the requests in any second
         * @param streams the streams that are open at one time
         */
        public record SessionLimits(Limit requests, Limit streams) {
            public static final SessionLimits OFF = new SessionLimits(Limit.OFF, Limit.OFF);
        }
    }
}
