package dev.devledger.application.sync.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong until a test sets it right. */
public final class SkewedClock extends Clock {
    private final Clock right;
    private Duration ahead = Duration.ZERO;

    public SkewedClock(Clock right) {
        this.right = right;
    }

    public void ahead(Duration by) {
        ahead = by;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
