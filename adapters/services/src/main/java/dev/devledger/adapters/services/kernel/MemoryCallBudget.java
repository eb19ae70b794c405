package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage.Use;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The call log of a single node; also used only for the pause. Times are nanoseconds since the log was made. */
public final class MemoryCallBudget implements SharedCallBudget {
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    private record Call(CallPurpose share, long countedUntil) {
        Call until(long end) {
            return new Call(share, Math.min(countedUntil, end));
        }
    }

    private final LongSupplier nanos;
    private final long began;
    private final Map<Long, Call> calls = new LinkedHashMap<>();
    private final Map<CallPurpose, Long> turnedAway = new EnumMap<>(CallPurpose.class);
    private long last;
    private boolean paused;
    private long pausedUntil;

    public MemoryCallBudget(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    @Override
    public synchronized CallDecision take(CallPurpose share, Limits limits, List<EndedCall> ended) {
        long now = now();
        for (EndedCall each : ended) {
            calls.computeIfPresent(
                    each.call(), (id, call) -> call.until(now - each.ago().toNanos()));
        }
        forget(limits.windows(), now);
        long wait = pauseLeft(now);
        boolean within = true;
        for (Window window : limits.windows()) {
            State state = state(share, window, now);
            within &= state.within();
            wait = Math.max(wait, state.timeToWait(now));
        }
        if (wait > 0) {
            if (within && share != CallPurpose.INTERACTIVE) {
                turnedAway.put(share, now + wait + GRACE);
            }
            return new CallDecision.Delayed(Duration.ofNanos(wait));
        }
        turnedAway.remove(share);
        if (!limits.windows().isEmpty()) {
            calls.put(++last, new Call(share, now + limits.longestCall().toNanos()));
        }
        return new CallDecision.Allowed(last);
    }

    private void forget(List<Window> windows, long now) {
        long longest = windows.stream()
                .mapToLong(window -> window.length().toNanos())
                .max()
                .orElse(0);
        calls.values().removeIf(call -> now - call.countedUntil() >= longest);
    }

    /** @param seen the calls that count, sorted by the time at which they stop counting */
    private record State(List<Call> seen, int leaving, boolean within, long length) {
        long timeToWait(long now) {
            if (leaving <= 0) {
                return 0;
            }
            return leaving > seen.size() ? length : seen.get(leaving - 1).countedUntil() + length - now;
        }
    }

    private State state(CallPurpose share, Window window, long now) {
        List<Call> seen = seen(window, now);
        int within = share.of(window.limit()) - used(share, seen);
        int kept = 0;
        if (share != CallPurpose.INTERACTIVE) {
            kept = left(CallPurpose.INTERACTIVE, window, seen);
            for (CallPurpose other : within > 0 ? new CallPurpose[0] : CallPurpose.values()) {
                boolean waits = other != share && now - turnedAway.getOrDefault(other, now) < 0;
                kept += waits ? left(other, window, seen) : 0;
            }
        }
        int leaving = seen.size() + kept + 1 - window.limit();
        return new State(seen, leaving, within > 0, window.length().toNanos());
    }

    private List<Call> seen(Window window, long now) {
        long length = window.length().toNanos();
        return calls.values().stream()
                .filter(call -> now - call.countedUntil() < length)
                .sorted(Comparator.comparingLong(Call::countedUntil))
                .toList();
    }

    private static int used(CallPurpose share, List<Call> seen) {
        return (int) seen.stream().filter(call -> call.share() == share).count();
    }

    private static int left(CallPurpose share, Window window, List<Call> seen) {
        return Math.max(0, share.of(window.limit()) - used(share, seen));
    }

    @Override
    public synchronized Duration exceeded(Duration pause, Duration longPause) {
        long now = now();
        if (pauseLeft(now) == 0) { // otherwise calls that meet the limit at the same time would lengthen the pause
            boolean again = paused && now - pausedUntil < pause.toNanos();
            paused = true;
            pausedUntil = now + (again ? longPause : pause).toNanos();
        }
        return Duration.ofNanos(pauseLeft(now));
    }

    @Override
    public synchronized Duration pauseLeft() {
        return Duration.ofNanos(pauseLeft(now()));
    }

    private long pauseLeft(long now) {
        return paused ? Math.max(0, pausedUntil - now) : 0;
    }

    @Override
    public synchronized List<Use> use(List<Window> windows) {
        long now = now();
        return windows.stream()
                .map(window -> new Use(
                        window.length(), window.limit(), seen(window, now).size()))
                .toList();
    }

    private long now() {
        return nanos.getAsLong() - began;
    }
}
