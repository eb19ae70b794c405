package dev.devledger.application.sync;

import dev.devledger.domain.sync.RemoteRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that is there, and of which no more can be told: what was answered for it cannot be read (sync design, section 3,
 * step 4). It is present, not absent, and nothing is done with it on either side.
 *
 * @param reason what cannot be read, for people
 * @param createdAt when the remote says it was made, null where it does not say, or not so that it can be read
 */
public record Quarantined(
        RemoteRef ref, String reason, @Nullable Instant createdAt) {
    static final KnownReason UNREADABLE =
            new KnownReason("it cannot be read in TickTick: ", "it cannot be read there: ");

    /** What is shown on its entity. */
    String told() {
        return UNREADABLE.words() + reason;
    }

    /** Whether that was said of a task because it could not be read. */
    static boolean isTold(@Nullable String reason) {
        return UNREADABLE.isSaidIn(reason);
    }
}
