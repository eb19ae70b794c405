package dev.devledger.application.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A requested moment of the ledger.
 *
 * @param position the position of the last event by then
 * @param instant the requested time, for values that depend on it: the end of a claim, or the length of a running
 *     timer. Null if a position was requested, whose time is that of its event
 */
public record LedgerMoment(long position, @Nullable Instant instant) {

    public static LedgerMoment at(long position) {
        return new LedgerMoment(position, null);
    }
}
