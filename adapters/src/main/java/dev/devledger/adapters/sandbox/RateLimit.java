package dev.devledger.adapters.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** TickTick's limit, one for the account with all its tokens. Refused calls count too: a client has to be quiet. */
final class RateLimit {
    static final int REQUESTS = 100;
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Clock clock;
    private final boolean on;
    private final Deque<Instant> calls = new ArrayDeque<>();

    RateLimit(Clock clock, boolean on) {
        this.clock = clock;
        this.on = on;
    }

    synchronized boolean exceeded() {
        if (!on) return false;
        Instant now = clock.instant();
        while (!calls.isEmpty() && !calls.peekFirst().isAfter(now.minus(WINDOW))) calls.removeFirst();
        // Only the newest calls can still be in the window when it matters; a flood must not fill the memory.
        if (calls.size() > REQUESTS) calls.removeFirst();
        calls.addLast(now);
        return calls.size() > REQUESTS;
    }
}
