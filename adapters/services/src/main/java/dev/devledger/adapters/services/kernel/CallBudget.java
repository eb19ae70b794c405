package dev.devledger.adapters.services.kernel;

import dev.devledger.adapters.services.kernel.RemoteHttp.ConnectionReplies;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.SharedCallBudget.EndedCall;
import dev.devledger.application.sync.connector.SharedCallBudget.Limits;
import dev.devledger.application.sync.connector.SharedCallBudget.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's allowance of calls. It never sleeps: callers get the time to wait. A log shared by all nodes counts the
 * calls; a budget without windows does not use it.
 */
public final class CallBudget implements BudgetUsage {
    private static final Logger log = LoggerFactory.getLogger(CallBudget.class);

    /**
     * The pause after an exceeded limit if the budget has no window: TickTick recovers after about a minute without
     * calls (docs/ticktick.md, section 2).
     */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /**
     * The pause after a second refusal in a row, which means that the service's longer window is full
     * (docs/sync-design.md, section 6).
     */
    static final Duration LONG_PAUSE = Duration.ofMinutes(5);

    private record End(long call, long at) {}

    /**
     * The limit that a service reports with an answer.
     *
     * @param remaining the calls left until the reset, for all programs with the token
     */
    public record ServiceLimit(int limit, int remaining, Duration window, Duration untilReset) {}

    private final List<Window> windows;
    private volatile Limits limits;
    private final SharedCallBudget calls;
    /** Keeps the pause of this node, for when the shared log is unavailable. */
    private final MemoryCallBudget own;

    private final RemainingCalls remaining;
    private final LongSupplier nanos;
    private final AtomicLong sent = new AtomicLong();
    private final Queue<End> ends = new ArrayDeque<>();
    /** The end of the pause because of the service's own limit, in nanoseconds. */
    private final AtomicLong limitedUntil;

    public CallBudget(String budget, Duration longestCall, SharedCallBudget shared, LongSupplier nanos) {
        this.windows = BudgetWindows.parse(budget);
        this.limits = new Limits(windows, longestCall);
        this.own = new MemoryCallBudget(nanos);
        this.calls = limits.windows().isEmpty() ? own : shared;
        this.remaining = new RemainingCalls(nanos);
        this.limitedUntil = new AtomicLong(nanos.getAsLong());
        this.nanos = nanos;
    }

    /**
     * Takes a slot for a call; a taken slot must be given back with {@link #ended}.
     *
     * @throws SharedCallBudget.Unavailable if the shared budget is unavailable: then no call is allowed
     */
    public CallDecision start(CallPurpose share) {
        CallDecision slot = own.take(share, new Limits(List.of(), limits.longestCall()), List.of());
        Duration untilMore = remaining.timeUntilMore(share, sent());
        if (slot instanceof CallDecision.Allowed && !untilMore.isZero()) {
            limitedFor(untilMore);
            return new CallDecision.Delayed(untilMore);
        }
        if (slot instanceof CallDecision.Allowed && calls != own) {
            slot = calls.take(share, limits, untold());
            if (slot instanceof CallDecision.Delayed) {
                limitedFor(calls.pauseLeft()); // another node may have exceeded the service's limit
            }
        }
        if (slot instanceof CallDecision.Allowed) {
            sent.incrementAndGet();
        }
        return slot;
    }

    /**
     * Adopts the limit that an answer reports. The limit replaces the budget if the limit is lower. If other programs
     * use up the remaining calls, no call is made before the reset.
     *
     * @param sent the number of this node's calls when the answered call was made, including this call
     */
    public void learn(ServiceLimit told, long sent) {
        limits = new Limits(windows.stream().map(window -> capped(window, told)).toList(), limits.longestCall());
        remaining.learn(told, sent, sent());
    }

    private static Window capped(Window window, ServiceLimit told) {
        double part =
                Math.max(1, (double) window.length().toMillis() / told.window().toMillis());
        return new Window(window.length(), (int) Math.max(1, Math.min(window.limit(), told.limit() * part)));
    }

    /**
     * Returns the ended calls that were not reported to the shared log yet; the next call reports them. If a report is
     * lost, the call counts as one of the longest duration.
     */
    private List<EndedCall> untold() {
        long now = nanos.getAsLong();
        synchronized (ends) {
            List<EndedCall> counted = ends.stream()
                    .map(end -> new EndedCall(end.call(), Duration.ofNanos(now - end.at())))
                    .toList();
            ends.clear();
            return counted;
        }
    }

    public void ended(CallDecision.Allowed slot) {
        if (calls != own) {
            synchronized (ends) {
                ends.add(new End(slot.call(), nanos.getAsLong()));
            }
        }
    }

    /** Begins the pause after the service has reported an exceeded limit. Returns its length. */
    public Duration exceeded() {
        // After the length of a window without a call, the service's window is empty again.
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

    /** As {@link #exceeded()}, with given pauses; {@code longPause} is used if the limit is exceeded twice in a row. */
    public Duration exceeded(Duration pause, Duration longPause) {
        Duration wait = paused(pause, longPause);
        limitedFor(wait);
        return wait;
    }

    private Duration paused(Duration pause, Duration longPause) {
        try {
            return calls.exceeded(pause, longPause);
        } catch (SharedCallBudget.Unavailable e) {
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

    /** True while the service's own limit blocks calls, which other programs with the same token use up, too. */
    public boolean isLimitedByService() {
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
     * The calls of a service that is off; each of them replies how to connect it.
     *
     * @param all the calls that a connected service would offer
     * @param how the instructions, such as {@code TrackingTime is off. To connect it, …}
     */
    public record UnavailableCalls(List<DirectCall> table, List<DirectCall> all, String how) implements DirectCalls {

        public static UnavailableCalls of(List<DirectCall> table, boolean withAll, String how) {
            return new UnavailableCalls(
                    table,
                    table.stream().filter(call -> withAll || call.standard()).toList(),
                    how);
        }

        /** Replies how to connect, except to the call about the connection, which needs none. */
        @Override
        public DirectReply send(DirectRequest request) {
            return request.call().endsWith("connection")
                    ? ConnectionReplies.told("off", how)
                    : new DirectReply.NotAuthorized(how);
        }
    }

    /** Parses the budget setting: {@code 95/60s,285/300s}, or {@code off} for no window. */
    public static final class BudgetWindows {
        private static final Pattern WINDOW = Pattern.compile("(\\d{1,6})/(\\d{1,6})(ms|s|m|h)");

        private BudgetWindows() {}

        /** @throws IllegalArgumentException if the text is not a budget; the message says what is expected */
        public static List<Window> parse(String budget) {
            String text = budget.strip().toLowerCase(Locale.ROOT);
            if (text.equals("off")) {
                return List.of();
            }
            return Arrays.stream(text.split(",", -1))
                    .map(part -> window(part.strip(), budget))
                    .toList();
        }

        private static Window window(String part, String budget) {
            Matcher matcher = WINDOW.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("The budget \"" + budget
                        + "\" is not understood; calls/time is expected, such as 95/60s,285/300s, or off");
            }
            long amount = Long.parseLong(matcher.group(2));
            Duration length =
                    switch (matcher.group(3)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofSeconds(amount);
                    };
            int limit = Integer.parseInt(matcher.group(1));
            if (limit == 0 || length.isZero()) {
                throw new IllegalArgumentException("The budget \"" + budget + "\" lets no call through");
            }
            return new Window(length, limit);
        }
    }

    /**
     * The calls that the service reports as left until its reset. It counts calls of other programs with the same
     * token, too.
     */
    static final class RemainingCalls {

        /**
         * @param remaining the calls left when the service reported it
         * @param kept the calls reserved for requests with a waiting caller
         * @param sent the number of this node's calls that the report includes
         * @param resetAt the time of the reset, in nanoseconds
         */
        private record Left(int remaining, int kept, long sent, long resetAt) {
            long after(long calls) {
                return remaining - Math.max(0, calls - sent);
            }
        }

        private final LongSupplier nanos;
        private @Nullable Left left;

        RemainingCalls(LongSupplier nanos) {
            this.nanos = nanos;
        }

        /**
         * Adopts a report. Answers may overtake each other: of two reports before the same reset, the report with fewer
         * calls left is the later report.
         */
        synchronized void learn(CallBudget.ServiceLimit told, long sent, long calls) {
            long now = nanos.getAsLong();
            Left last = new Left(
                    told.remaining(),
                    CallPurpose.INTERACTIVE.of(told.limit()),
                    sent,
                    now + told.untilReset().toNanos());
            Left before = left;
            if (before == null || now - before.resetAt() >= 0 || before.after(calls) >= last.after(calls)) {
                left = last;
            }
        }

        /** Returns zero if the share has calls left, else the time until the reset. */
        synchronized Duration timeUntilMore(CallPurpose share, long calls) {
            Left last = left;
            long now = nanos.getAsLong();
            if (last == null || now - last.resetAt() >= 0) {
                return Duration.ZERO;
            }
            int kept = share == CallPurpose.INTERACTIVE ? 0 : last.kept();
            return last.after(calls) > kept ? Duration.ZERO : Duration.ofNanos(last.resetAt() - now);
        }
    }
}
