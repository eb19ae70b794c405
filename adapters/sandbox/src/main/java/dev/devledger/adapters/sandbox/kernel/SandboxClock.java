package dev.devledger.adapters.sandbox.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a service: the application's clock, which tests can move forward or stop. Safe to use from any thread.
 */
public final class SandboxClock extends Clock {
    private final Clock clock;
    private Duration ahead = Duration.ZERO;
    private @Nullable Instant stopped;

    public SandboxClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Instant instant() {
        return stopped == null ? clock.instant().plus(ahead) : stopped;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Only its instants are asked for");
    }

    public synchronized void pass(Duration time) {
        if (stopped == null) ahead = ahead.plus(time);
        else stopped = stopped.plus(time);
    }

    /** Stops the clock at this moment. It moves again only by {@link #pass}, or after {@link #reset()}. */
    public synchronized void stopAt(Instant moment) {
        stopped = moment;
    }

    public synchronized void reset() {
        ahead = Duration.ZERO;
        stopped = null;
    }
}
