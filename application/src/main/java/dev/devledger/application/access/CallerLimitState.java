package dev.devledger.application.access;

import dev.devledger.application.access.RequestLimiter.Admission;
import dev.devledger.application.access.RequestLimiter.Admission.Kind;
import dev.devledger.application.access.RequestLimiter.Admission.TooMany;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Grant;
import dev.devledger.application.access.RequestLimiter.SharedPermits.PermitRequest;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Unavailable;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Unused;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's permits on this node: the permits taken from {@link SharedPermits}, and the rest of them. Calls of
 * {@link SharedPermits} run under the lock of this object.
 */
final class CallerLimitState {
    private static final Logger LOG = LoggerFactory.getLogger(CallerLimitState.class);

    /** The time after which an idle place is given back, as other nodes may need it. */
    static final Duration IDLE = Duration.ofMillis(250);

    /**
     * The time for which one idle place is kept if the limit has enough places for all nodes: then most requests need
     * not take a place first.
     */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final int ENOUGH = 8;

    /** The time between renewals of the places: three renewals in a lease. */
    private static final long RENEWAL = SharedPermits.LEASE.toNanos() / 3;

    /**
     * The pause before the next call of {@link SharedPermits}. During it all requests are admitted if the store could
     * not be reached, and none if no permits were left.
     */
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The least time between two calls for a place, while all places are taken. */
    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(100);

    /** Divides a minute's requests: the largest block that one node takes at a time is this fraction of them. */
    private static final int PART = 10;

    private final String caller;
    private final CallerLimits limits;
    private final SharedPermits permits;
    private final LongSupplier nanos;
    private final Duration patience;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition placeFree = lock.newCondition();

    private int requests;
    private long slot;
    private long goodUntil;
    private int takenInSlot;

    private @Nullable TooMany refusal;
    private long refusedAt;
    private long openUntil;

    private int held;
    private int used;
    private long lastUse;
    private long lastRenewal;
    private long fullUntil;

    CallerLimitState(String caller, CallerLimits limits, SharedPermits permits, LongSupplier nanos, Duration patience) {
        this.caller = caller;
        this.limits = limits;
        this.permits = permits;
        this.nanos = nanos;
        this.patience = patience;
        this.goodUntil = nanos.getAsLong();
        this.openUntil = goodUntil;
        this.lastUse = goodUntil;
        this.lastRenewal = goodUntil;
        this.fullUntil = goodUntil;
    }

    Admission admit() {
        lock.lock();
        try {
            TooMany refused = whyNot();
            if (refused != null) {
                return refused;
            }
            if (!limits.requests().isOff()) {
                requests--;
            }
            used++;
            return new Place();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the refusal, or null if the request may come in. While it waits, other requests may take free places. */
    private @Nullable TooMany whyNot() {
        boolean waited = false;
        while (true) {
            TooMany refused = knownRefusal();
            if (refused == null && (needsRequests() || (needsPlace() && mayHavePlaces()))) {
                refused = ask();
            }
            if (refused != null) {
                return refused;
            }
            if (needsPlace()) {
                if (waited) {
                    return new TooMany(Kind.AT_ONCE, limits.atOnce(), Duration.ofNanos(SECOND));
                }
                waited = true;
                waitForPlace();
            } else if (!needsRequests()) {
                return null;
            }
        }
    }

    private @Nullable TooMany knownRefusal() {
        TooMany last = refusal;
        long since = nanos.getAsLong() - refusedAt;
        if (last == null || since >= SECOND) {
            refusal = null;
            return null;
        }
        return new TooMany(last.kind(), last.limit(), last.after().minusNanos(since));
    }

    private boolean needsRequests() {
        return !limits.requests().isOff() && (requests <= 0 || nanos.getAsLong() - goodUntil >= 0);
    }

    private boolean needsPlace() {
        return !limits.atOnce().isOff() && used >= held;
    }

    private boolean mayHavePlaces() {
        return nanos.getAsLong() - fullUntil >= 0;
    }

    /** Takes more permits; returns null if there are permits for requests, but the caller has to check for a place. */
    private @Nullable TooMany ask() {
        long now = nanos.getAsLong();
        if (now - openUntil < 0) {
            letIn(now);
            return null;
        }
        boolean more = needsRequests();
        PermitRequest wish = new PermitRequest(
                more ? block(now) : 0, limits.atOnce().isOff() ? 0 : used + 1, more ? unused(now) : null);
        try {
            Grant grant = permits.take(caller, limits, wish);
            lastRenewal = now;
            held = grant.places();
            fullUntil = held < wish.places() ? now + FULL : now;
            return more ? requests(grant, now) : null;
        } catch (Unavailable away) {
            LOG.debug("The limits of {} are not kept for a second", caller, away);
            openUntil = now + SECOND;
            letIn(now);
            return null;
        }
    }

    private @Nullable TooMany requests(Grant grant, long now) {
        takenInSlot = (grant.slot() == slot ? takenInSlot : 0) + grant.requests();
        requests = grant.requests();
        slot = grant.slot();
        goodUntil = now + grant.good().toNanos();
        if (requests > 0) {
            return null;
        }
        refusal = new TooMany(Kind.REQUESTS, limits.requests(), grant.after());
        refusedAt = now;
        return refusal;
    }

    /**
     * Returns the size of the next block: as many permits as were taken so far in this slot, which doubles their
     * number, or as were used in the slot before.
     */
    private int block(long now) {
        long over = now - goodUntil;
        int like = over < 0 ? takenInSlot : over < SharedPermits.SLOT.toNanos() ? takenInSlot - requests : 1;
        return Math.clamp(like, 1, Math.max(1, limits.requests().most() / PART));
    }

    private @Nullable Unused unused(long now) {
        return requests > 0 && now - goodUntil >= 0 ? new Unused(slot, requests) : null;
    }

    private void letIn(long now) {
        requests = Math.max(requests, 1);
        goodUntil = now + SECOND;
        held = Math.max(held, used + 1);
    }

    /**
     * Waits for a place: one of this node that becomes free. Meanwhile another node gives back its idle places, which
     * can be taken then.
     */
    private void waitForPlace() {
        long left = patience.toNanos();
        try {
            while (needsPlace() && left > 0) {
                left = placeFree.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        lock.lock();
        try {
            used--;
            lastUse = nanos.getAsLong();
            placeFree.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Gives back idle places, and renews the others; true if the node still holds any. */
    boolean tidy() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            int keep = Math.min(held, used + (mayKeepOne(now) ? 1 : 0));
            boolean idle = held > keep && now - lastUse >= IDLE.toNanos();
            if (idle || (held > 0 && now - lastRenewal >= RENEWAL)) {
                hold(idle ? keep : held, now);
            }
            return held > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayKeepOne(long now) {
        return limits.atOnce().most() >= ENOUGH && now - lastUse < KEPT.toNanos();
    }

    private void hold(int places, long now) {
        try {
            permits.hold(caller, places);
            held = places;
            lastRenewal = now;
        } catch (Unavailable away) {
            LOG.debug("The places of {} could not be kept", caller, away);
        }
    }

    /** Gives back all places when this node stops. */
    void giveBack() {
        lock.lock();
        try {
            if (held > 0) {
                hold(0, nanos.getAsLong());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The place of one request; closing it more than once does no harm. */
    private final class Place implements Admission.In {
        private boolean closed;

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                leave();
            }
        }
    }
}
