package dev.devledger.application.sync.read;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A look that says something only as a whole, such as a dry run, as far as the budget has let it: nothing is done before it
 * is whole, so whoever asks again goes on with what it had read. Not kept: after a restart it begins anew.
 */
public final class UnfinishedRead {
    /** After that, what was read first is too old to go on with. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Clock clock;
    private @Nullable ReadSoFar read;

    public UnfinishedRead(Clock clock) {
        this.clock = clock;
    }

    /** What there is to go on with. */
    public ReadSoFar take() {
        ReadSoFar before = read;
        read = null;
        return before != null && before.startedAt().plus(KEPT).isAfter(clock.instant())
                ? before
                : new ReadSoFar(clock.instant());
    }

    /** It was cut short. */
    public void keep(ReadSoFar unfinished) {
        read = unfinished;
    }
}
