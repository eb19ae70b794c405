package dev.devledger.application.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the ledger that is asked for.
 *
 * @param position that of the last event by then
 * @param instant the time that was asked for, by which it is told what depends on the time: whether a claim has ended, or how
 *     long a timer has run. Null where a position was asked for, whose time is that of its event
 */
public record AskedMoment(long position, @Nullable Instant instant) {

    public static AskedMoment at(long position) {
        return new AskedMoment(position, null);
    }
}
