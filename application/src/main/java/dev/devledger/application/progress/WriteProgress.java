package dev.devledger.application.progress;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a write of many changes is, at one moment.
 *
 * @param done how many changes are stored; nobody sees them before the end
 * @param total how many there are to be; 0 while that is not known
 * @param perSecond since the first one was stored
 * @param changeSet what all of it is stored under, once it is done
 * @param detail why it failed
 */
public record WriteProgress(
        String requestId,
        State state,
        long done,
        long total,
        long perSecond,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable UUID changeSet,
        @Nullable String detail) {

    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
