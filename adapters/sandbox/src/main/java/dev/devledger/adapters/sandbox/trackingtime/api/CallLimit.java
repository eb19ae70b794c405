package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.SandboxClock;
import java.util.HashMap;
import java.util.Map;

/** So many calls a minute for each person, where a test has set a limit. Safe to use from any thread. */
public final class CallLimit {
    private static final long MINUTE = 60;

    private final Circumstances circumstances;
    private final SandboxClock clock;
    private final boolean on;
    private final Map<Long, Integer> used = new HashMap<>();
    private long minute;

    public CallLimit(Circumstances circumstances, SandboxClock clock, boolean on) {
        this.circumstances = circumstances;
        this.clock = clock;
        this.on = on;
    }

    /** Whether this call is one too many. */
    synchronized boolean exceeds(long user) {
        long now = clock.now().getEpochSecond() / MINUTE;
        if (now != minute) used.clear();
        minute = now;
        int limit = circumstances.limit();
        return used.merge(user, 1, Integer::sum) > limit && on && limit > 0;
    }

    public synchronized void clear() {
        used.clear();
    }
}
