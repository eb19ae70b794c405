package dev.devledger.adapters.sandbox.ticktick.common;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** TickTick's limits, the same for the account with all its tokens. Refused calls count too: a client has to be quiet. */
public final class RateLimit {
    /** At most so many requests in any stretch of that length. */
    record Window(int requests, Duration length) {}

    static final Window MINUTE = new Window(100, Duration.ofMinutes(1));
    private static final List<Window> WINDOWS = List.of(MINUTE, new Window(300, Duration.ofMinutes(5)));
    /** No more than these decide; a flood must not fill the memory. */
    private static final int NEWEST =
            WINDOWS.stream().mapToInt(Window::requests).max().orElseThrow() + 1;

    private final Clock clock;
    private final boolean on;
    private final Deque<Instant> calls = new ArrayDeque<>();

    public RateLimit(Clock clock, boolean on) {
        this.clock = clock;
        this.on = on;
    }

    public synchronized boolean exceeded() {
        if (!on) return false;
        Instant now = clock.instant();
        if (calls.size() == NEWEST) calls.removeFirst();
        calls.addLast(now);
        return WINDOWS.stream().anyMatch(window -> since(now.minus(window.length())) > window.requests());
    }

    private int since(Instant start) {
        int count = 0;
        Iterator<Instant> newestFirst = calls.descendingIterator();
        while (newestFirst.hasNext() && newestFirst.next().isAfter(start)) count++;
        return count;
    }
}
