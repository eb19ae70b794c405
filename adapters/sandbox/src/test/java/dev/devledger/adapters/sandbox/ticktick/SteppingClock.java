package dev.devledger.adapters.sandbox.ticktick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Each look is a millisecond later than the one before; a test moves it on by days. */
final class SteppingClock extends Clock {
    private final AtomicReference<Instant> now;

    SteppingClock(String start) {
        now = new AtomicReference<>(Instant.parse(start));
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    void set(String instant) {
        now.set(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return now.updateAndGet(instant -> instant.plusMillis(1));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
