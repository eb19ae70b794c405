package dev.devledger.adapters.sandbox.kernel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A limit of calls for each caller. Each minute is counted separately. Safe to use from any thread. */
public final class CallLimit {
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

    private final SandboxClock clock;
    private final boolean on;
    private final int standard;
    private final Map<String, Integer> used = new HashMap<>();
    private int most;
    private long minute;

    /** @param standard the service's limit for one caller, until a test changes it */
    public CallLimit(SandboxClock clock, boolean on, int standard) {
        this.clock = clock;
        this.on = on;
        this.standard = standard;
        this.most = standard;
    }

    /** @param reset the second at which the next minute begins */
    public record State(int limit, int remaining, long reset, boolean exceeded) {}

    public State count(String caller) {
        return count(caller, 1);
    }

    /** Counts several calls, such as calls that other programs have made with the same token. */
    public synchronized State count(String caller, int calls) {
        long now = clock.instant().getEpochSecond();
        if (now / MINUTE != minute) used.clear();
        minute = now / MINUTE;
        int made = used.merge(caller, calls, Integer::sum);
        int limit = on ? most : Integer.MAX_VALUE / 2;
        return new State(limit, Math.max(0, limit - made), (minute + 1) * MINUTE, made > limit);
    }

    public synchronized int most() {
        return most;
    }

    public synchronized void most(long calls) {
        most = Math.toIntExact(calls);
    }

    public synchronized void clear() {
        used.clear();
        most = standard;
    }
}
