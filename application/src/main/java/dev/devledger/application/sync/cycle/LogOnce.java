package dev.devledger.application.sync.cycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers logged lines: each poll finds the same problems again, which are logged once, and again if they come back
 * later.
 */
public final class LogOnce {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, Instant> lines = new HashMap<>();

    public LogOnce(Clock clock) {
        this.clock = clock;
    }

    /** True if the line was not seen within the last day. */
    public boolean isNew(String line) {
        Instant now = clock.instant();
        lines.values().removeIf(at -> at.plus(REMEMBERED).isBefore(now));
        return lines.put(line, now) == null;
    }
}
