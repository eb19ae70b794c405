package dev.devledger.adapters.services.kernel;

import dev.devledger.adapters.services.kernel.RemoteHttp.Connections;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import dev.devledger.application.sync.connector.CallLog;
import dev.devledger.application.sync.connector.CallLog.Ended;
import dev.devledger.application.sync.connector.CallLog.Limits;
import dev.devledger.application.sync.connector.CallLog.RemoteBudget;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.CallLog.Slot;
import dev.devledger.application.sync.connector.CallLog.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's allowance of calls, as this node asks for it. It never sleeps. Without a window the shared log is not used. */
public final class CallBudget implements RemoteBudget {
    private static final Logger log = LoggerFactory.getLogger(CallBudget.class);

    /** Where no window says otherwise: TickTick recovers after about a minute without traffic (docs/ticktick.md, section 2). */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** When a minute was not enough, the longer window is the one that is full (docs/sync-design.md, section 6). */
    static final Duration LONG_PAUSE = Duration.ofMinutes(5);

    private record End(long call, long at) {}

    /**
     * What a service says of its limit with an answer.
     *
     * @param remaining so many more calls until it counts anew, whoever makes them
     */
    public record Told(int limit, int remaining, Duration window, Duration untilReset) {}

    private final List<Window> windows;
    private volatile Limits limits;
    private final CallLog calls;
    /** Holds the pause where the shared log could not be told of it. */
    private final MemoryCallLog own;

    private final RemainingCalls remaining;
    private final LongSupplier nanos;
    private final AtomicLong sent = new AtomicLong();
    private final Queue<End> ends = new ArrayDeque<>();
    /** In nanoseconds; until then the service's own limit keeps us from calling. */
    private final AtomicLong limitedUntil;

    public CallBudget(String budget, Duration longestCall, CallLog shared, LongSupplier nanos) {
        this.windows = BudgetWindows.parse(budget);
        this.limits = new Limits(windows, longestCall);
        this.own = new MemoryCallLog(nanos);
        this.calls = limits.windows().isEmpty() ? own : shared;
        this.remaining = new RemainingCalls(nanos);
        this.limitedUntil = new AtomicLong(nanos.getAsLong());
        this.nanos = nanos;
    }

    /**
     * Where a slot is taken, {@link #ended} must follow.
     *
     * @throws CallLog.Unavailable when the log of all nodes is away, so that no call may go
     */
    public Slot start(Share share) {
        Slot slot = own.take(share, new Limits(List.of(), limits.longestCall()), List.of());
        Duration untilMore = remaining.timeUntilMore(share, sent());
        if (slot instanceof Slot.Taken && !untilMore.isZero()) {
            limitedFor(untilMore);
            return new Slot.Wait(untilMore);
        }
        if (slot instanceof Slot.Taken && calls != own) {
            slot = calls.take(share, limits, untold());
            if (slot instanceof Slot.Wait) {
                limitedFor(calls.pauseLeft()); // another node may have been told so
            }
        }
        if (slot instanceof Slot.Taken) {
            sent.incrementAndGet();
        }
        return slot;
    }

    /**
     * What an answer told. Of a lower limit than ours, ours becomes that; and where others use up what is left, nobody
     * calls before the reset.
     *
     * @param sent our calls when that one went out, itself too
     */
    public void learn(Told told, long sent) {
        limits = new Limits(windows.stream().map(window -> capped(window, told)).toList(), limits.longestCall());
        remaining.learn(told, sent, sent());
    }

    private static Window capped(Window window, Told told) {
        double part =
                Math.max(1, (double) window.length().toMillis() / told.window().toMillis());
        return new Window(window.length(), (int) Math.max(1, Math.min(window.limit(), told.limit() * part)));
    }

    /** They are told with the next call; what is lost on the way counts as if it took as long as a call can. */
    private List<Ended> untold() {
        long now = nanos.getAsLong();
        synchronized (ends) {
            List<Ended> counted = ends.stream()
                    .map(end -> new Ended(end.call(), Duration.ofNanos(now - end.at())))
                    .toList();
            ends.clear();
            return counted;
        }
    }

    public void ended(Slot.Taken slot) {
        if (calls != own) {
            synchronized (ends) {
                ends.add(new End(slot.call(), nanos.getAsLong()));
            }
        }
    }

    /** The remote said that the limit is exceeded: nobody calls for the time answered. */
    public Duration exceeded() {
        // A window of the remote is empty again after its length without a call.
        Duration pause = limits.windows().stream()
                .map(Window::length)
                .min(Comparator.naturalOrder())
                .orElse(PAUSE);
        Duration longPause = limits.windows().stream()
                .map(Window::length)
                .max(Comparator.naturalOrder())
                .orElse(LONG_PAUSE);
        return exceeded(pause, longPause);
    }

    /** The same where it is known how long: {@code longPause} is that of the second time in a row. */
    public Duration exceeded(Duration pause, Duration longPause) {
        Duration wait = paused(pause, longPause);
        limitedFor(wait);
        return wait;
    }

    private Duration paused(Duration pause, Duration longPause) {
        try {
            return calls.exceeded(pause, longPause);
        } catch (CallLog.Unavailable e) {
            log.warn(
                    "The other nodes cannot be told that the request limit is exceeded ({})",
                    String.valueOf(e.getCause()));
            return own.exceeded(pause, longPause);
        }
    }

    private void limitedFor(Duration time) {
        if (time.isPositive()) {
            limitedUntil.set(nanos.getAsLong() + time.toNanos());
        }
    }

    /** Whether the service's own limit keeps us from calling, which whoever has the same token uses up as well. */
    public boolean isLimitedThere() {
        return limitedUntil.get() - nanos.getAsLong() > 0;
    }

    @Override
    public List<Use> use() {
        return limits.windows().isEmpty() ? List.of() : calls.use(limits.windows());
    }

    @Override
    public long sent() {
        return sent.get();
    }

    /**
     * A service that is off; each call says how to get one.
     *
     * @param all those that would be offered
     * @param how such as {@code TrackingTime is off. To connect it, …}
     */
    public record CallsOff(List<DirectCall> table, List<DirectCall> all, String how) implements DirectCalls {

        public static CallsOff of(List<DirectCall> table, boolean withAll, String how) {
            return new CallsOff(
                    table,
                    table.stream().filter(call -> withAll || call.standard()).toList(),
                    how);
        }

        /** Of the connection, that there is none is an answer. */
        @Override
        public DirectReply send(DirectRequest request) {
            return request.call().endsWith("connection")
                    ? Connections.told("off", how)
                    : new DirectReply.NotAuthorized(how);
        }
    }
}
