package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.SandboxClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** So many calls a minute for each token. Every minute is counted for itself. Safe to use from any thread. */
public final class CallLimit {
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

    private final Circumstances circumstances;
    private final SandboxClock clock;
    private final boolean on;
    private final Map<String, Integer> used = new HashMap<>();
    private long minute;

    public CallLimit(Circumstances circumstances, SandboxClock clock, boolean on) {
        this.circumstances = circumstances;
        this.clock = clock;
        this.on = on;
    }

    /** @param reset the second at which the next minute begins */
    public record State(int limit, int remaining, long reset, boolean exceeded) {}

    public synchronized State count(String token) {
        return count(token, 1);
    }

    /** Calls that others have made with the same token. */
    public synchronized State count(String token, int calls) {
        long now = clock.now().getEpochSecond();
        if (now / MINUTE != minute) used.clear();
        minute = now / MINUTE;
        int made = used.merge(token, calls, Integer::sum);
        int limit = on ? circumstances.limit() : Integer.MAX_VALUE / 2;
        return new State(limit, Math.max(0, limit - made), (minute + 1) * MINUTE, made > limit);
    }

    public synchronized void clear() {
        used.clear();
    }
}
