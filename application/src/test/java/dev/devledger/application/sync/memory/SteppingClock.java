package dev.devledger.application.sync.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only a test moves. */
public final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-03-31T09:00:00Z");

    public void forward(Duration by) {
        now = now.plus(by);
    }

    public void forwardTo(Instant then) {
        if (then.isAfter(now)) {
            now = then;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
