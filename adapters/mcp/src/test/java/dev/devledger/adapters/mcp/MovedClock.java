package dev.devledger.adapters.mcp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when a test says so. */
public final class MovedClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-31T09:00:00Z");

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
